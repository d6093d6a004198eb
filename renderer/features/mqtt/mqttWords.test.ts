import { expect, test } from 'vitest';
import type { MqttRow } from '#shared/model/row.ts';
import { CONNECT, hex, PINGREQ, PUBLISH } from '#shared/protocol/mqtt/mqttBytes.testkit.ts';
import { mqttWords } from './mqttWords.ts';

const row = (bytes: Uint8Array, change: Partial<MqttRow> = {}): MqttRow => ({
  lane: 'mqtt',
  seq: 1,
  t: 0,
  tLast: 0,
  link: 1,
  dir: 'rx',
  kind: 'packet',
  level: 4,
  bytes,
  text: '',
  ...change,
});
const none = new Uint8Array(0);

test('a message in its parts', () => {
  const words = mqttWords(row(PUBLISH));
  expect(words).toMatchObject({ type: 'PUBLISH', look: 'publish' });
  expect(words.publish).toEqual({ topic: 'bench/t1', delivery: 'qos1', payload: '215', rest: 'id 7  3 B' });
});

test.each([
  ['31 05 00 01 74 68 69', { topic: 't', delivery: 'qos0 retain', payload: 'hi', rest: '2 B' }],
  ['3d 07 00 01 74 01 00 68 69', { topic: 't', delivery: 'qos2 retain dup', payload: 'hi', rest: 'id 256  2 B' }],
])('flags are told: %s', (bytes, expected) => {
  expect(mqttWords(row(hex(bytes))).publish).toEqual(expected);
});

test('DUP at QoS 0 is trouble (3.1.1, 3.3.1.1)', () => {
  const words = mqttWords(row(hex('38 05 00 01 74 68 69')));
  expect(words).toMatchObject({ type: 'PUBLISH', look: 'trouble', publish: null });
});

test.each([
  { name: 'CONNECT', input: row(CONNECT), type: 'CONNECT', look: 'session', part: 'bench-01' },
  { name: 'PINGREQ', input: row(PINGREQ), type: 'PINGREQ', look: 'ack', part: '' },
  {
    name: 'open',
    input: row(none, { kind: 'open', text: 'from 10.0.0.7' }),
    type: 'open',
    look: 'open',
    part: '10.0.0.7',
  },
  { name: 'close', input: row(none, { kind: 'close' }), type: 'close', look: 'close', part: 'closed' },
  {
    name: 'malformed',
    input: row(hex('00 01'), { kind: 'malformed', text: 'Reserved type' }),
    type: 'malformed',
    look: 'trouble',
    part: 'Reserved type  2 B',
  },
  {
    name: 'a later part',
    input: row(hex('61 62'), { text: 'part 2 of 3' }),
    type: '…',
    look: 'ack',
    part: 'part 2 of 3 of a packet, 2 B',
  },
])('$name', ({ input, type, look, part }) => {
  const words = mqttWords(input);
  expect(words).toMatchObject({ type, look, publish: null });
  expect(words.text).toContain(part);
  expect(words.textWithType).toContain(part);
});

test('a cut packet is trouble, and still read as far as it goes', () => {
  const words = mqttWords(row(PUBLISH.slice(0, 8)));
  expect(words).toMatchObject({ type: 'PUBLISH', look: 'trouble', publish: null });
  expect(words.text).toContain('⚠');
});
