import { expect, test } from 'vitest';
import type { MqttRow } from '#shared/model/row.ts';
import { rowContent } from './rowContent.ts';
import { rowMeaning, rowTitle } from './rowMeaning.ts';
import { rowPacket } from './rowPacket.ts';

/** As a whole packet these bytes are a PUBLISH of `hi` to `a`. */
const BYTES = Uint8Array.of(0x30, 5, 0, 1, 0x61, 0x68, 0x69);
const packet = (text: string): MqttRow => ({
  seq: 1,
  t: 0,
  tLast: 0,
  lane: 'mqtt',
  link: 1,
  dir: 'rx',
  kind: 'packet',
  level: 4,
  bytes: BYTES,
  text,
});

test.each(['', 'part 1 of 3'])('a row that begins a packet is read as one: "%s"', (text) => {
  const row = packet(text);
  expect(rowPacket(row)).toMatchObject({ type: 'PUBLISH', notes: [] });
  expect(rowContent(row)).toEqual({ title: 'Payload', bytes: BYTES.subarray(5), topic: 'a' });
  expect(rowTitle(row)).toBe('PUBLISH');
});

test.each(['part 2 of 3', 'part 3 of 3'])('a later piece is bytes alone: "%s"', (text) => {
  const row = packet(text);
  expect(rowPacket(row)).toBeNull();
  expect(rowContent(row)).toEqual({ title: `Packet, ${text}`, bytes: BYTES, topic: null });
  expect(rowTitle(row)).toBe('later part');
  expect(rowMeaning(row)).toContain('part 1');
});
