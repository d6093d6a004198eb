import { describe, expect, test } from 'vitest';
import { CONNECT, concat, hex, PINGREQ, PUBLISH } from '../mqttBytes.testkit.ts';
import { createPacketReader, type DecodeOptions, decodePackets } from './decodePackets.ts';
import { packetDocument } from './packetDocument.ts';

const CONNECT5 = hex('10 0e 00 04 4d 51 54 54 05 02 00 3c 00 00 01 62');
const PUBLISH5 = hex('30 05 00 01 74 00 78');
const CONNECT31 = hex('10 0f 00 06 4d 51 49 73 64 70 03 02 00 3c 00 01 62');

const seen = (bytes: Uint8Array, options?: DecodeOptions) => {
  const { packets, trailing } = decodePackets(bytes, options);
  const rows = packets.map(({ type, offset, length, level, notes }) => [
    type,
    offset,
    length,
    level,
    ...notes.map(({ rule }) => rule),
  ]);
  return [...rows, trailing];
};

describe('a buffer of packets', () => {
  test('is taken apart, offsets counting in the buffer', () => {
    expect(seen(concat([CONNECT, PUBLISH, PINGREQ]))).toEqual([
      ['CONNECT', 0, 22, 4],
      ['PUBLISH', 22, 17, 4],
      ['PINGREQ', 39, 2, 4],
      0,
    ]);
  });

  test('may be empty', () => {
    expect(seen(new Uint8Array(0))).toEqual([0]);
  });

  test('that ends in a packet shows what is there of it', () => {
    expect(seen(concat([CONNECT, PUBLISH.subarray(0, 9)]))).toEqual([
      ['CONNECT', 0, 22, 4],
      ['PUBLISH', 22, 9, 4, 'packetCut'],
      0,
    ]);
  });

  test('that ends in a fixed header leaves its bytes over', () => {
    expect(seen(concat([CONNECT, [0x30]]))).toEqual([['CONNECT', 0, 22, 4], 1]);
    expect(seen(concat([CONNECT, [0x30, 0xff, 0xff]]))).toEqual([['CONNECT', 0, 22, 4], 3]);
  });

  test('that is no MQTT any more is one packet to its end', () => {
    expect(seen(concat([CONNECT, [0, 0, 0, 0], PINGREQ]))).toEqual([
      ['CONNECT', 0, 22, 4],
      ['INVALID', 22, 6, 4, 'reservedType'],
      0,
    ]);
    expect(seen(concat([CONNECT, [0x30, 0xff, 0xff, 0xff, 0xff, 1]]))).toEqual([
      ['CONNECT', 0, 22, 4],
      ['INVALID', 22, 6, 4, 'lengthTooLong'],
      0,
    ]);
  });

  test('with too small a remaining length goes on behind it', () => {
    const short = Uint8Array.from(CONNECT);
    short[1] = 16;
    const [connect, rest] = seen(short);
    expect(connect).toEqual(['CONNECT', 0, 18, 4, 'fieldCut']);
    expect(rest).toEqual(['PUBREL', 18, 4, 4, 'reservedFlags', 'packetCut']);
  });
});

describe('the level is', () => {
  test('what the CONNECT says, from then on', () => {
    expect(seen(concat([CONNECT5, PUBLISH5]), { level: 4 })).toMatchObject([
      ['CONNECT', 0, 16, 5],
      ['PUBLISH', 16, 7, 5],
      0,
    ]);
    expect(seen(concat([CONNECT31, PINGREQ]))).toMatchObject([['CONNECT', 0, 17, 3], ['PINGREQ', 17, 2, 3], 0]);
  });

  test('what is given, without a CONNECT', () => {
    expect(seen(PUBLISH5, { level: 5 })).toEqual([['PUBLISH', 0, 7, 5, 'beginsWithoutConnect'], 0]);
  });

  test.each([
    ['3.1.1 where both fit', 'c0 00', 4],
    ['3.1.1', '40 02 00 01 90 03 00 01 80', 4],
    ['5.0', '90 04 00 01 00 87', 5],
    ['5.0, from a reason code', '20 03 00 87 00', 5],
    ['5.0, from a body 3.1.1 does not have', 'c0 00 e0 01 8e', 5],
    ['3.1.1 where both are wrong', '90 02 00 01', 4],
  ])('guessed without either: %s', (_name, bytes, level) => {
    const { packets } = decodePackets(hex(bytes));
    expect(packets.map((packet) => packet.level)).toEqual(packets.map(() => level));
    const guesses = packets.map(({ notes }) => notes.filter(({ rule }) => rule === 'levelGuessed').length);
    expect(guesses).toEqual(packets.map((_, at) => (at === 0 ? 1 : 0)));
  });
});

test('a guess ends where a CONNECT says the level', () => {
  const packets = concat([hex('40 02 00 01'), CONNECT5, hex('90 04 00 01 00 87')]);
  expect(decodePackets(packets).packets.map(({ level }) => level)).toEqual([4, 5, 5]);
});

test('packets can be read one by one', () => {
  const reader = createPacketReader(concat([CONNECT, PINGREQ, [0x30]]));
  expect([reader.next()?.type, reader.next()?.type, reader.next(), reader.next(), reader.trailing]).toEqual([
    'CONNECT',
    'PINGREQ',
    null,
    null,
    1,
  ]);
});

test('a packet as a document', () => {
  const [packet] = decodePackets(hex('32 05 00 01 74 00 00'), { level: 4, from: 'server' }).packets.map(packetDocument);
  const first = {
    severity: 'error',
    clause: '[MQTT-3.2.0-1]',
    offset: 0,
    text: 'The first packet of the server is PUBLISH, not CONNACK. Answer the CONNECT before anything else is sent.',
  };
  const second = {
    severity: 'error',
    clause: '[MQTT-2.3.1-1]',
    offset: 5,
    text: 'Packet identifier 0 is not allowed. Count packet identifiers from 1 to 65535 and skip 0 when the counter wraps around.',
  };
  expect(packet).toEqual({
    type: 'PUBLISH',
    offset: 0,
    length: 7,
    fields: [
      {
        name: 'Fixed header',
        start: 0,
        end: 2,
        value: null,
        children: [
          {
            name: 'Packet type and flags',
            start: 0,
            end: 1,
            value: { 'Packet type': 3, DUP: 0, QoS: 1, RETAIN: 0 },
            notes: [first],
          },
          { name: 'Remaining length', start: 1, end: 2, value: 5 },
        ],
      },
      {
        name: 'Variable header',
        start: 2,
        end: 7,
        value: null,
        children: [
          {
            name: 'Topic name',
            start: 2,
            end: 5,
            value: 't',
            children: [
              { name: 'Length', start: 2, end: 4, value: 1 },
              { name: 'Text', start: 4, end: 5, value: 't' },
            ],
          },
          { name: 'Packet identifier', start: 5, end: 7, value: 0, notes: [second] },
        ],
      },
    ],
    notes: [first, second],
  });
});
