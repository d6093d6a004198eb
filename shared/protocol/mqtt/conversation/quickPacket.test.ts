import { expect, test } from 'vitest';
import { createSeededRandom } from '../../../base/seededRandom.ts';
import { hex } from '../mqttBytes.testkit.ts';
import { summarizePacket } from '../summary.ts';
import { quickPacket } from './quickPacket.ts';

test.each([
  ['32 07 0001 61 0007 78 78', 4, { type: 'PUBLISH', qos: 1, dup: false, topic: 'a', packetId: 7 }],
  ['3c 05 0001 61 0102', 3, { type: 'PUBLISH', qos: 2, dup: true, topic: 'a', packetId: 258 }],
  ['40 02 0007', 4, { type: 'PUBACK', packetId: 7 }],
  ['62 02 0007', 5, { type: 'PUBREL', packetId: 7 }],
  ['30 03 0001 61', 4, null],
  ['36 05 0001 61 0007', 4, null],
  ['32 06 0001 61 0007 00', 5, null],
  ['40 03 0007 10', 5, null],
  ['32 05 0009 61 0007', 4, null],
  ['', 4, null],
] as const)('%s', (bytes, level, expected) => {
  const quick = quickPacket(hex(bytes), level);
  if (expected === null) expect(quick).toBeNull();
  else expect(quick).toMatchObject(expected);
});

test('says what the decoder says, of any bytes', () => {
  const random = createSeededRandom(99);
  let told = 0;
  for (let i = 0; i < 20_000; i += 1) {
    const length = 2 + Math.floor(random() * 12);
    const bytes = Uint8Array.from({ length }, () => Math.floor(random() * 4));
    bytes[0] = ((3 + Math.floor(random() * 5)) << 4) | Math.floor(random() * 16);
    bytes[1] = length - 2;
    const level = ([3, 4, 5] as const)[Math.floor(random() * 3)] ?? 4;
    const quick = quickPacket(bytes, level);
    const summary = summarizePacket(bytes, level);
    if (quick === null || summary.problems.length > 0) continue;
    told += 1;
    expect(summary).toMatchObject(quick);
  }
  expect(told).toBeGreaterThan(100);
});
