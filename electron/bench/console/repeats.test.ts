import { describe, expect, it } from 'vitest';
import type { CommandInput } from '#shared/contract/contract.ts';
import { consoleBench } from './consoleBench.testkit.ts';

async function connected(level: 4 | 5 = 4) {
  const bench = consoleBench(level);
  await bench.connect();
  const repeat = (change: Partial<CommandInput<'console.repeat'>> = {}, message = {}) =>
    bench.handlers['console.repeat']({
      message: { topic: 'a', qos: 0, retain: false, payload: '1', encoding: 'text', ...message },
      intervalMs: 100,
      count: null,
      ...change,
    });
  const payloads = (): string[] =>
    bench.broker.last().packets.flatMap((packet) => (packet.cmd === 'publish' ? [String(packet.payload)] : []));
  return { ...bench, repeat, payloads };
}

describe('repeating a message', () => {
  it('publishes at once and then at every interval, until stopped', async () => {
    const { repeat, clock, rest, payloads, state, handlers } = await connected();
    expect(await repeat()).toEqual({ ok: true, value: { id: 1 } });
    await rest();
    expect(payloads()).toHaveLength(1);
    await clock.run(1000);
    expect(payloads()).toHaveLength(11);
    expect(state().repeats).toMatchObject([{ id: 1, topic: 'a', state: 'running', sent: 11, skipped: 0 }]);
    expect(await handlers['console.repeat-stop']({ id: 1 })).toMatchObject({ ok: true });
    await clock.run(1000);
    expect(payloads()).toHaveLength(11);
    expect(state().repeats).toMatchObject([{ state: 'stopped', trouble: '' }]);
  });

  it('ends by itself after its count, and leaves the list when told to', async () => {
    const { repeat, clock, payloads, state, handlers } = await connected();
    await repeat({ count: 3 });
    await clock.run(2000);
    expect(payloads()).toHaveLength(3);
    expect(state()).toMatchObject({ published: 3, repeats: [{ state: 'done', sent: 3 }] });
    await handlers['console.repeat-stop']({ id: 1 });
    expect(state().repeats).toEqual([]);
    expect(await handlers['console.repeat-stop']({ id: 1 })).toMatchObject({ error: { code: 'not-found' } });
  });

  it('fills in the variables of each message', async () => {
    const { repeat, clock, payloads } = await connected();
    await repeat({ count: 3 }, { payload: '{"i":{{n}}}', encoding: 'json', variables: true });
    await clock.run(1000);
    expect(payloads()).toEqual(['{"i":1}', '{"i":2}', '{"i":3}']);
  });

  it('has one message on its way at a time and counts the times left out', async () => {
    const { repeat, broker, clock, payloads, state } = await connected();
    broker.answers.publish = false;
    await repeat({}, { qos: 1 });
    await clock.run(950);
    expect(payloads()).toHaveLength(1);
    expect(state().repeats).toMatchObject([{ sent: 0, skipped: 9 }]);
  });

  it('ends with the connection, also when there is a new one', async () => {
    const { repeat, broker, clock, rest, payloads, state } = await connected();
    await repeat();
    await rest();
    broker.last().end();
    await rest();
    expect(state().repeats).toMatchObject([{ state: 'failed', trouble: expect.stringContaining('connection') }]);
    await clock.run(60_000);
    expect(state().state).toBe('connected');
    expect(payloads()).toEqual([]);
  });

  it('ends where the broker refuses the message, in its words', async () => {
    const { repeat, broker, rest, state } = await connected(5);
    broker.answers.publish = false;
    await repeat({}, { qos: 1 });
    await rest();
    const { messageId } = broker.last().packets.at(-1) ?? {};
    const properties = { reasonString: 'five a minute' };
    broker.last().send({ cmd: 'puback', messageId, reasonCode: 0x97, properties });
    await rest();
    expect(state().repeats).toMatchObject([
      { state: 'failed', trouble: expect.stringMatching(/quota.*five a minute/) },
    ]);
  });

  it.each([
    ['a wildcard', { topic: 'a/+' }, 'bad-topic'],
    ['broken JSON', { payload: '{', encoding: 'json' }, 'bad-payload'],
  ])('refuses %s before it begins', async (_name, message, code) => {
    const { repeat, state } = await connected();
    expect(await repeat({}, message)).toMatchObject({ ok: false, error: { code } });
    expect(state().repeats).toEqual([]);
  });

  it('needs a connection, and bounds how many run', async () => {
    const { repeat, handlers, clock, state } = await connected();
    for (let i = 0; i < 8; i += 1) expect(await repeat()).toMatchObject({ ok: true });
    expect(await repeat()).toMatchObject({ error: { code: 'too-many' } });
    await handlers['console.repeat-stop']({ id: 3 });
    expect(await repeat()).toMatchObject({ ok: true, value: { id: 9 } });
    expect(state().repeats.map(({ id }) => id)).toEqual([9, 8, 7, 6, 5, 4, 2, 1]);
    const leaving = handlers['console.disconnect']({});
    await clock.run(2000);
    await leaving;
    expect(await repeat()).toMatchObject({ error: { code: 'not-connected' } });
  });
});
