import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '#shared/base/utf8.ts';
import { MAX_SAMPLES, MAX_WATCHES } from '#shared/contract/consoleTopic.ts';
import { createHeardTopics } from './heardTopics.ts';

function heard() {
  let now = 0;
  const topics = createHeardTopics({ now: () => now }, () => {});
  const hear = (topic: string, payload: string | Uint8Array, change = {}): void => {
    now += 1000;
    const bytes = typeof payload === 'string' ? encodeUtf8(payload) : payload;
    topics.record({ topic, payload: bytes, retained: false, t: now, ...change });
  };
  const { handlers } = topics;
  const samples = async (id: number) => handlers['console.samples']({ id });
  return { topics, hear, handlers, samples };
}

describe('the details of a topic', () => {
  it('tell its last message, its numbers and what came beside it', async () => {
    const { hear, handlers } = heard();
    hear('a', '{"t":1}');
    const properties = [{ name: 'Content type', value: 'application/json' }];
    hear('a', '{"t":21.5,"s":[{"rh":40}]}', { qos: 1, retained: true, properties });
    expect(await handlers['console.topic']({ topic: 'a' })).toMatchObject({
      ok: true,
      value: {
        ...{ count: 2, bytes: 33, t: 2000, qos: 1, retained: true, length: 26, properties },
        payload: '{"t":21.5,"s":[{"rh":40}]}',
        fields: [
          { pointer: '/t', value: 21.5 },
          { pointer: '/s/0/rh', value: 40 },
        ],
      },
    });
  });

  it('bound what they show', async () => {
    const { hear, handlers } = heard();
    hear('a', 'x'.repeat(10_000));
    const detail = await handlers['console.topic']({ topic: 'a' });
    expect(detail).toMatchObject({ value: { length: 10_000, payload: `${'x'.repeat(4096)}…`, fields: [] } });
  });

  it('are not there for a topic never heard', async () => {
    expect(await heard().handlers['console.topic']({ topic: 'a' })).toMatchObject({ error: { code: 'not-kept' } });
  });
});

describe('plotting a field', () => {
  it('begins with the last message and goes on with the next', async () => {
    const { topics, hear, handlers, samples } = heard();
    hear('a', '{"t":1}');
    expect(await handlers['console.watch']({ topic: 'a', pointer: '/t' })).toEqual({ ok: true, value: { id: 1 } });
    hear('a', '{"t":2}');
    hear('b', '{"t":3}');
    hear('a', '{"rh":4}');
    hear('a', Uint8Array.of(0xff, 0));
    hear('a', '{"t":5}');
    expect(await samples(1)).toEqual({ ok: true, value: { t: [1000, 2000, 6000], values: [1, 2, 5] } });
    expect(topics.watches()).toEqual([{ id: 1, topic: 'a', pointer: '/t', samples: 3, missed: 2, dropped: 0 }]);
  });

  it('drops the oldest values and counts them', async () => {
    const { topics, hear, handlers, samples } = heard();
    await handlers['console.watch']({ topic: 'a', pointer: '' });
    for (let i = 0; i < MAX_SAMPLES + 5; i += 1) hear('a', String(i));
    const kept = await samples(1);
    expect(kept.ok && [kept.value.values.length, kept.value.values[0]]).toEqual([MAX_SAMPLES, 5]);
    expect(topics.watches()).toMatchObject([{ samples: MAX_SAMPLES + 5, dropped: 5 }]);
  });

  it('is one plot for one field, and ends', async () => {
    const { topics, handlers, samples } = heard();
    for (let i = 0; i < 2; i += 1) await handlers['console.watch']({ topic: 'a', pointer: '/t' });
    expect(topics.watches()).toHaveLength(1);
    expect(await handlers['console.unwatch']({ id: 1 })).toMatchObject({ ok: true });
    expect(await handlers['console.unwatch']({ id: 1 })).toMatchObject({ error: { code: 'not-found' } });
    expect(await samples(1)).toMatchObject({ error: { code: 'not-found' } });
  });

  it('bounds how many there are', async () => {
    const { handlers } = heard();
    for (let i = 0; i < MAX_WATCHES; i += 1) await handlers['console.watch']({ topic: 'a', pointer: `/${i}` });
    expect(await handlers['console.watch']({ topic: 'b', pointer: '' })).toMatchObject({ error: { code: 'too-many' } });
  });

  it('begins anew with another broker', async () => {
    const { topics, hear, handlers, samples } = heard();
    await handlers['console.watch']({ topic: 'a', pointer: '' });
    hear('a', '1');
    topics.clear();
    expect(await samples(1)).toMatchObject({ value: { t: [] } });
    hear('a', '2');
    expect(await samples(1)).toMatchObject({ value: { values: [2] } });
    expect(topics.size).toBe(1);
  });
});
