import { describe, expect, test } from 'vitest';
import type { MqttLevel } from '../../../model/row.ts';
import { CONNECT, hex, PUBLISH } from '../mqttBytes.testkit.ts';
import { decodePacket } from './decodePacket.ts';
import { eachNode, type FieldNode, nodesAt } from './fieldNode.ts';

/** One line a node: indented by depth, byte range, name, what it says. */
const lines = (nodes: readonly FieldNode[], indent = ''): readonly string[] =>
  nodes.flatMap(({ start, end, name, meaning, bits, children }) => [
    `${indent}${start}-${end} ${name}${meaning === '' ? '' : ` = ${meaning}`}`,
    ...bits.map((bit) => `${indent}  ${bit.name}: ${bit.value}${bit.meaning === '' ? '' : ` ${bit.meaning}`}`),
    ...lines(children, `${indent}  `),
  ]);

const tree = (bytes: string, level: MqttLevel = 4): readonly string[] =>
  lines(decodePacket(hex(bytes), { level }).fields);

describe('the tree of', () => {
  test('CONNECT with everything, 3.1.1 (3.1, figure 3.6)', () => {
    const bytes =
      '10 26 00 04 4d 51 54 54 04 ce 00 0a 00 02 62 31 00 01 77 00 02 62 79 00 01 75 00 0b 6e 6f 74 2d 66 6f 72 2d 79 6f 75';
    expect(tree(bytes)).toEqual([
      '0-2 Fixed header',
      '  0-1 Packet type and flags = CONNECT',
      '    Packet type: 1 CONNECT',
      '    Flags: 0',
      '  1-2 Remaining length = 38',
      '2-12 Variable header',
      '  2-8 Protocol name = MQTT',
      '    2-4 Length = 4',
      '    4-8 Text = MQTT',
      '  8-9 Protocol level = 4 (3.1.1)',
      '  9-10 Connect flags = clean session, will QoS 1, user name, password',
      '    User name flag: 1',
      '    Password flag: 1',
      '    Will retain: 0',
      '    Will QoS: 1 at least once',
      '    Will flag: 1',
      '    Clean session: 1',
      '    Reserved: 0',
      '  10-12 Keep alive = 10 s',
      '12-39 Payload',
      '  12-16 Client identifier = b1',
      '    12-14 Length = 2',
      '    14-16 Text = b1',
      '  16-19 Will topic = w',
      '    16-18 Length = 1',
      '    18-19 Text = w',
      '  19-23 Will message = 2 bytes: by',
      '    19-21 Length = 2',
      '    21-23 Data = 2 bytes: by',
      '  23-26 User name = u',
      '    23-25 Length = 1',
      '    25-26 Text = u',
      '  26-39 Password = 11 bytes, not shown',
      '    26-28 Length = 11',
      '    28-39 Data = 11 bytes, not shown',
    ]);
  });

  test('CONNACK, 5.0 with properties (3.2.2)', () => {
    expect(tree('20 0d 01 00 0a 11 ff ff ff ff 13 00 5a 25 00', 5)).toEqual([
      '0-2 Fixed header',
      '  0-1 Packet type and flags = CONNACK',
      '    Packet type: 2 CONNACK',
      '    Flags: 0',
      '  1-2 Remaining length = 13',
      '2-15 Variable header',
      '  2-3 Connect acknowledge flags = session present',
      '    Reserved: 0',
      '    Session present: 1',
      '  3-4 Reason code = 0x00 success',
      '  4-15 Properties',
      '    4-5 Property length = 10',
      '    5-10 Session expiry interval',
      '      5-6 Property identifier = 0x11 Session expiry interval',
      '      6-10 Session expiry interval = 4294967295: never',
      '    10-13 Server keep alive',
      '      10-11 Property identifier = 0x13 Server keep alive',
      '      11-13 Server keep alive = 90 s',
      '    13-15 Retain available',
      '      13-14 Property identifier = 0x25 Retain available',
      '      14-15 Retain available = 0 (no)',
    ]);
  });

  test('PUBLISH, 5.0 with a user property (3.3)', () => {
    expect(tree('3b 10 00 01 74 00 07 08 26 00 01 6b 00 02 76 31 41 ff', 5).slice(2)).toEqual([
      '    Packet type: 3 PUBLISH',
      '    DUP: 1',
      '    QoS: 1 at least once',
      '    RETAIN: 1',
      '  1-2 Remaining length = 16',
      '2-16 Variable header',
      '  2-5 Topic name = t',
      '    2-4 Length = 1',
      '    4-5 Text = t',
      '  5-7 Packet identifier = 7',
      '  7-16 Properties',
      '    7-8 Property length = 8',
      '    8-16 User property',
      '      8-9 Property identifier = 0x26 User property',
      '      9-16 User property = k: v1',
      '        9-12 Name = k',
      '          9-11 Length = 1',
      '          11-12 Text = k',
      '        12-16 Value = v1',
      '          12-14 Length = 2',
      '          14-16 Text = v1',
      '16-18 Payload = 2 bytes: 41 ff',
    ]);
  });

  test.each([
    ['PUBACK, 3.1.1', 4, '40 02 01 02', ['2-4 Variable header', '  2-4 Packet identifier = 258']],
    [
      'PUBREC, 5.0',
      5,
      '50 03 00 01 10',
      ['2-5 Variable header', '  2-4 Packet identifier = 1', '  4-5 Reason code = 0x10 no matching subscribers'],
    ],
    [
      'PUBREL, 5.0',
      5,
      '62 03 00 01 92',
      ['2-5 Variable header', '  2-4 Packet identifier = 1', '  4-5 Reason code = 0x92 packet identifier not found'],
    ],
    ['PUBCOMP, 3.1', 3, '70 02 00 01', ['2-4 Variable header', '  2-4 Packet identifier = 1']],
    [
      'SUBSCRIBE, 5.0 (3.8.3.1)',
      5,
      '82 09 00 0a 00 00 03 61 2f 62 2d',
      [
        '2-5 Variable header',
        '  2-4 Packet identifier = 10',
        '  4-5 Properties',
        '    4-5 Property length = 0',
        '5-11 Payload',
        '  5-11 Subscription',
        '    5-10 Topic filter = a/b',
        '      5-7 Length = 3',
        '      7-10 Text = a/b',
        '    10-11 Subscription options = QoS 1, no local, retain as published, no retained',
        '      Reserved: 0',
        '      Retain handling: 2 send no retained messages',
        '      Retain as published: 1',
        '      No local: 1',
        '      Maximum QoS: 1 at least once',
      ],
    ],
    [
      'SUBACK, 3.1.1 (3.9.3)',
      4,
      '90 04 00 0a 02 80',
      [
        '2-4 Variable header',
        '  2-4 Packet identifier = 10',
        '4-6 Payload',
        '  4-5 Return code = granted QoS 2',
        '  5-6 Return code = refused',
      ],
    ],
    [
      'UNSUBSCRIBE (3.10)',
      4,
      'a2 06 00 0a 00 02 61 62',
      [
        '2-4 Variable header',
        '  2-4 Packet identifier = 10',
        '4-8 Payload',
        '  4-8 Topic filter = ab',
        '    4-6 Length = 2',
        '    6-8 Text = ab',
      ],
    ],
    [
      'UNSUBACK, 5.0 (3.11)',
      5,
      'b0 04 00 0a 00 11',
      [
        '2-5 Variable header',
        '  2-4 Packet identifier = 10',
        '  4-5 Properties',
        '    4-5 Property length = 0',
        '5-6 Payload',
        '  5-6 Reason code = 0x11 no subscription existed',
      ],
    ],
    ['PINGREQ', 4, 'c0 00', []],
    ['PINGRESP', 5, 'd0 00', []],
    ['DISCONNECT, 3.1.1', 4, 'e0 00', []],
    ['DISCONNECT, 5.0', 5, 'e0 01 8e', ['2-3 Variable header', '  2-3 Reason code = 0x8e session taken over']],
    [
      'AUTH, 5.0 (3.15)',
      5,
      'f0 06 18 04 15 00 01 6d',
      [
        '2-8 Variable header',
        '  2-3 Reason code = 0x18 continue authentication',
        '  3-8 Properties',
        '    3-4 Property length = 4',
        '    4-8 Authentication method',
        '      4-5 Property identifier = 0x15 Authentication method',
        '      5-8 Authentication method = m',
        '        5-7 Length = 1',
        '        7-8 Text = m',
      ],
    ],
    [
      'an empty topic filter',
      4,
      'a2 04 00 01 00 00',
      [
        '2-4 Variable header',
        '  2-4 Packet identifier = 1',
        '4-6 Payload',
        '  4-6 Topic filter = ',
        '    4-6 Length = 0',
      ],
    ],
    ['what is cut off', 4, '10 0e 00 04 4d 51', ['2-6 Variable header', '  2-6 Protocol name = cut off']],
    ['what is too much', 4, 'c0 02 68 69', ['2-4 Unexpected bytes = 2 bytes: hi']],
    ['type 0', 4, '00 01 02', ['1-3 Bytes not understood = 2 bytes: 01 02']],
  ] as const)('%s', (_name, level, bytes, expected) => {
    // Behind type, flags and remaining length.
    const all = tree(bytes, level).map((line) => line.replace(/ = $/, ' = '));
    const behind = all.findIndex((line) => /^[1-9]/.test(line));
    expect(behind < 0 ? [] : all.slice(behind)).toEqual(expected.map((line) => line.replace(/ = $/, '')));
  });
});

test('offsets count in the input', () => {
  const { offset, fields, notes } = decodePacket(hex('32 05 00 01 74 00 00'), { level: 4, offset: 100 });
  expect(offset).toBe(100);
  expect(nodesAt(fields, 105).map(({ name, start, end }) => [name, start, end])).toEqual([
    ['Variable header', 102, 107],
    ['Packet identifier', 105, 107],
  ]);
  expect(notes.map((note) => note.offset)).toEqual([105]);
});

test('a note hangs on the field it is about', () => {
  const { fields } = decodePacket(hex('32 05 00 01 23 00 00'), { level: 4 });
  const noted = [...eachNode(fields)].filter((node) => node.notes.length > 0);
  expect(noted.map(({ name, notes }) => [name, notes.map(({ rule }) => rule)])).toEqual([
    ['Topic name', ['topicWildcard']],
    ['Packet identifier', ['packetIdZero']],
  ]);
});

test('values are numbers and text as sent; the password is none', () => {
  const values = (bytes: Uint8Array): unknown[] =>
    [...eachNode(decodePacket(bytes, { level: 4 }).fields)]
      .filter(({ kind }) => kind === 'field')
      .map(({ name, value }) => [name, value]);
  expect(values(CONNECT).slice(2)).toEqual([
    ['Protocol name', 'MQTT'],
    ['Protocol level', 4],
    ['Connect flags', 2],
    ['Keep alive', 60],
    ['Client identifier', 'bench-01'],
  ]);
  expect(values(PUBLISH).at(-1)).toEqual(['Payload', '215']);
  expect(values(hex('30 05 00 01 74 00 ff')).at(-1)).toEqual(['Payload', '00 ff']);
  expect(values(hex('30 04 00 01 74 7f')).at(-1)).toEqual(['Payload', '7f']);
  const secret = decodePacket(hex('10 13 00 04 4d 51 54 54 04 c2 00 3c 00 01 62 00 01 75 00 01 70'));
  expect(
    [...eachNode(secret.fields)].filter(({ secret: hidden }) => hidden).map(({ name, value }) => [name, value]),
  ).toEqual([
    ['Password', null],
    ['Data', null],
  ]);
});

test.each([
  ['that is cut off', '10 17 00 04 4d 51 54 54 04 c2 00 3c 00 01 62 00 01 75 00 09 68 75 73 68 39'],
  ['that no flag announces', '10 14 00 04 4d 51 54 54 04 02 00 3c 00 01 62 00 05 68 75 73 68 39'],
])('a password %s is not shown', (_name, bytes) => {
  const packet = decodePacket(hex(bytes), { level: 4 });
  const node = [...eachNode(packet.fields)].at(-1);
  expect(node).toMatchObject({ value: null, secret: true });
  expect(JSON.stringify(packet)).not.toContain('hush');
});

test('authentication data is not shown', () => {
  const packet = decodePacket(hex('f0 0e 18 0c 15 00 01 6d 16 00 05 68 75 73 68 39'), { level: 5 });
  expect(packet.notes).toEqual([]);
  expect(JSON.stringify(packet)).not.toContain('hush');
});

test('a user property cut in its value is one field', () => {
  const { fields } = decodePacket(hex('30 0b 00 01 74 07 26 00 01 6b 00 09 76'), { level: 5 });
  expect(lines(nodesAt(fields, 12).slice(-1))).toEqual(['7-13 User property = cut off']);
});

test('the first row of a long packet is no damaged packet', () => {
  const row = hex('30 ff 7f 00 01 74 61 61');
  expect(decodePacket(row, { level: 4 }).notes.map(({ rule }) => rule)).toEqual(['packetCut']);
  expect(decodePacket(row, { level: 4, continues: true })).toMatchObject({ complete: false, notes: [] });
});

test('no bytes are no fields', () => {
  expect(decodePacket(new Uint8Array(0))).toMatchObject({ type: 'INVALID', fields: [], notes: [], length: 0 });
});

test('a packet of very many fields keeps its tree bounded, and every byte in it', () => {
  const filters = 20_000;
  const body = [0, 1, ...Array.from({ length: filters }, () => [0, 1, 0x61, 0]).flat()];
  const bytes = Uint8Array.from([0x82, 0x82, 0xf1, 0x04, ...body]);
  const { fields, notes, summary } = decodePacket(bytes, { level: 4 });
  expect({ complete: summary.complete, notes }).toEqual({ complete: true, notes: [] });
  expect([...eachNode(fields)].length).toBeLessThan(40_000);
  expect(nodesAt(fields, bytes.length - 1).map(({ name }) => name)).toEqual(['Payload', 'Further fields']);
});
