import { describe, expect, it } from 'vitest';
import { decodeUtf8, encodeUtf8 } from '../base/utf8.ts';
import { createLastMessages } from './lastMessages.ts';

const message = (topic: string, payload: string) => ({ topic, payload: encodeUtf8(payload), retained: false, t: 0 });

describe('createLastMessages', () => {
  it('keeps its own copy of the last payload of a topic', () => {
    const last = createLastMessages();
    const heard = message('a', '{"t":1}');
    last.record(message('a', 'before'));
    last.record(heard);
    heard.payload.fill(0);
    expect(decodeUtf8(last.get('a')?.payload ?? new Uint8Array())).toBe('{"t":1}');
    expect(last.get('b')).toBeUndefined();
    last.clear();
    expect(last.get('a')).toBeUndefined();
  });

  it('lets the topic longest silent go when all together are too large', () => {
    const last = createLastMessages(1000);
    for (const topic of ['a', 'b', 'c', 'a']) last.record(message(topic, 'x'.repeat(100)));
    last.record(message('d', 'x'.repeat(100)));
    expect(['a', 'b', 'c', 'd'].map((topic) => last.get(topic) !== undefined)).toEqual([true, false, true, true]);
  });

  it('counts properties too', () => {
    const last = createLastMessages(1000);
    const properties = Array.from({ length: 10 }, (_, i) => ({ name: `n${i}`, value: 'v' }));
    last.record({ ...message('a', '1'), properties });
    expect(last.get('a')).toBeUndefined();
  });

  it('keeps the start of a payload too long to be searched', () => {
    const last = createLastMessages();
    last.record(message('a', 'x'.repeat(100_000)));
    expect(last.get('a')?.payload.length).toBe(65_536);
  });
});
