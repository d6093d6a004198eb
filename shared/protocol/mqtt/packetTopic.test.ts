import { describe, expect, it } from 'vitest';
import type { MqttLevel } from '../../model/row.ts';
import { somePacketTopic } from './packetTopic.ts';

const text = (value: string): number[] => {
  const bytes = [...new TextEncoder().encode(value)];
  return [bytes.length >> 8, bytes.length & 0xff, ...bytes];
};
const packet = (first: number, ...body: number[]): number[] => {
  const { length } = body;
  return length < 128 ? [first, length, ...body] : [first, (length & 0x7f) | 0x80, length >> 7, ...body];
};

/** The topics the packet offers, placed in the middle of other bytes as a row is in its chunk. */
function topicsOf(bytes: readonly number[], level: MqttLevel): string[] {
  const topics: string[] = [];
  const chunk = Uint8Array.from([0xff, ...bytes, 0x00, 0x01, 0x61]);
  somePacketTopic(chunk, 1, 1 + bytes.length, level, (all, start, end) => {
    topics.push(new TextDecoder().decode(all.subarray(start, end)));
    return false;
  });
  return topics;
}

describe('somePacketTopic offers', () => {
  it.each<[string, readonly number[], MqttLevel, readonly string[]]>([
    ['the topic of PUBLISH QoS 0', packet(0x30, ...text('a/b'), 0x31), 4, ['a/b']],
    ['the topic of PUBLISH QoS 1', packet(0x32, ...text('a/b'), 0, 7, 0x31), 4, ['a/b']],
    ['the topic of a long PUBLISH', packet(0x30, ...text('größe'), ...new Array<number>(300).fill(0x78)), 5, ['größe']],
    ['an empty topic for an alias (5.0, 3.3.2.3.4)', packet(0x30, 0, 0, 3, 0x23, 0, 1), 5, ['']],
    ['the filters of SUBSCRIBE', packet(0x82, 0, 1, ...text('a/+'), 0, ...text('b/#'), 1), 4, ['a/+', 'b/#']],
    [
      'the filters of SUBSCRIBE 5.0 behind its properties',
      packet(0x82, 0, 1, 2, 0x0b, 9, ...text('a/+'), 0x2c, ...text('b'), 0),
      5,
      ['a/+', 'b'],
    ],
    [
      'the filters of SUBSCRIBE 5.0 behind 128 bytes of properties',
      packet(0x82, 0, 1, 0x80, 0x01, ...new Array<number>(128).fill(0x26), ...text('a'), 0),
      5,
      ['a'],
    ],
    ['the filters of UNSUBSCRIBE', packet(0xa2, 0, 1, ...text('a/+'), ...text('b')), 3, ['a/+', 'b']],
    ['the filters of UNSUBSCRIBE 5.0', packet(0xa2, 0, 1, 0, ...text('a/+')), 5, ['a/+']],
    [
      'a shared filter with and without its group (5.0, 4.8.2)',
      packet(0x82, 0, 1, 0, ...text('$share/g/a/+'), 0),
      5,
      ['$share/g/a/+', 'a/+'],
    ],
    ['a shared filter that ends early as it is', packet(0x82, 0, 1, 0, ...text('$share/g'), 0), 5, ['$share/g']],
    ['the filter before the damage', packet(0x82, 0, 1, ...text('a'), 0, 0, 9, 0x62), 4, ['a']],
    ['nothing of a PUBLISH cut in its topic', [0x30, 9, 0, 7, 0x61], 4, []],
    ['nothing of a PUBLISH without a topic', [0x30, 1, 0], 4, []],
    ['nothing of a length that never ends', [0x30, 0xff, 0xff, 0xff, 0xff, 0xff], 4, []],
    ['nothing of a SUBSCRIBE whose properties reach beyond it', packet(0x82, 0, 1, 0x7f, ...text('a'), 0), 5, []],
    ['nothing of CONNECT', packet(0x10, ...text('MQTT'), 4, 2, 0, 60, ...text('id')), 4, []],
    ['nothing of PINGREQ', [0xc0, 0], 4, []],
    ['nothing of no bytes', [], 4, []],
  ])('%s', (_name, bytes, level, expected) => {
    expect(topicsOf(bytes, level)).toEqual(expected);
  });

  it('topics until one passes', () => {
    const bytes = Uint8Array.from(packet(0x82, 0, 1, ...text('a'), 0, ...text('b'), 0));
    let asked = 0;
    expect(somePacketTopic(bytes, 0, bytes.length, 4, () => ++asked === 1)).toBe(true);
    expect(asked).toBe(1);
  });
});
