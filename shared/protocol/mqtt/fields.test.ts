import fc from 'fast-check';
import { generate, type Packet } from 'mqtt-packet';
import { describe, expect, test } from 'vitest';
import { type PacketField, packetFields } from './fields.ts';
import { CONNECT, concat, hex, PUBLISH, varint } from './mqttBytes.testkit.ts';
import { summarizePacket } from './summary.ts';

const table = (fields: readonly PacketField[]) =>
  fields.map(({ name, start, end, value }) => [name, start, end, value]);
const packet = (content: Packet, level: 3 | 4 | 5): Uint8Array =>
  new Uint8Array(generate(content, { protocolVersion: level }));

/** Every byte in exactly one field, in order. */
function expectCovered(bytes: Uint8Array, fields: readonly PacketField[]): void {
  let at = 0;
  for (const field of fields) {
    expect(field.start).toBe(at);
    expect(field.end).toBeGreaterThan(at);
    at = field.end;
  }
  expect(at).toBe(bytes.length);
}

describe('packetFields', () => {
  test('CONNECT', () => {
    expect(table(packetFields(CONNECT, 0))).toEqual([
      ['Packet type and flags', 0, 1, 'CONNECT'],
      ['Remaining length', 1, 2, '20'],
      ['Protocol name', 2, 8, 'MQTT'],
      ['Protocol level', 8, 9, '4 (3.1.1)'],
      ['Connect flags', 9, 10, 'clean session'],
      ['Keep alive', 10, 12, '60 s'],
      ['Client identifier', 12, 22, 'bench-01'],
    ]);
  });

  test('PUBLISH', () => {
    expect(table(packetFields(PUBLISH, 4))).toEqual([
      ['Packet type and flags', 0, 1, 'PUBLISH, QoS 1'],
      ['Remaining length', 1, 2, '15'],
      ['Topic name', 2, 12, 'bench/t1'],
      ['Packet identifier', 12, 14, '7'],
      ['Payload', 14, 17, '3 bytes: 215'],
    ]);
  });

  test('SUBSCRIBE, 5.0: properties and options', () => {
    const bytes = packet(
      {
        cmd: 'subscribe',
        messageId: 3,
        properties: { subscriptionIdentifier: 200, userProperties: { k: 'v' } },
        subscriptions: [{ topic: 'a/b', qos: 1, nl: true, rap: false, rh: 1 }],
      },
      5,
    );
    expect(table(packetFields(bytes, 5)).slice(2)).toEqual([
      ['Packet identifier', 2, 4, '3'],
      ['Property length', 4, 5, '10'],
      ['Property identifier', 5, 6, '0x0b Subscription identifier'],
      ['Subscription identifier', 6, 8, '200'],
      ['Property identifier', 8, 9, '0x26 User property'],
      ['User property', 9, 15, 'k: v'],
      ['Topic filter', 15, 20, 'a/b'],
      ['Subscription options', 20, 21, 'QoS 1, no local, retained only when new'],
    ]);
  });

  test('password and authentication data show their length only', () => {
    const bytes = packet(
      {
        cmd: 'connect',
        protocolVersion: 5,
        clientId: 'c',
        username: 'u',
        password: Buffer.from('secret-1'),
        properties: { authenticationMethod: 'm', authenticationData: Buffer.from('secret-2') },
      },
      5,
    );
    const fields = packetFields(bytes, 5);
    expectCovered(bytes, fields);
    expect(JSON.stringify(fields)).not.toContain('secret');
    expect(fields.find(({ name }) => name === 'Password')?.value).toBe('8 bytes, not shown');
    expect(fields.find(({ name }) => name === 'Authentication data')?.value).toBe('8 bytes, not shown');
  });

  test('an item that is cut is one field to the end', () => {
    const bytes = hex('10 0e 00 04 4d 51 54 54 04 02 00 3c 00 08 62 65');
    expect(table(packetFields(bytes, 4)).at(-1)).toEqual(['Client identifier', 12, 16, 'cut off']);
  });

  test('a user property cut in its value is one field', () => {
    const bytes = hex('30 0b 00 01 74 07 26 00 01 6b 00 09 76');
    const fields = packetFields(bytes, 5);
    expectCovered(bytes, fields);
    expect(table(fields).at(-1)).toEqual(['User property', 7, 13, 'cut off']);
  });

  test('no bytes, no fields', () => {
    expect(packetFields(new Uint8Array(0), 4)).toEqual([]);
  });
});

describe('any bytes', () => {
  const level = fc.constantFrom(0, 3, 4, 5);
  const framed = fc
    .record({
      type: fc.integer({ min: 0, max: 15 }),
      flags: fc.integer({ min: 0, max: 15 }),
      body: fc.uint8Array({ maxLength: 80 }),
    })
    .map(({ type, flags, body }) => concat([[(type << 4) | flags], varint(body.length), body]));
  /** Close to real: a valid packet with some bytes changed and perhaps cut. */
  const damaged = fc
    .record({
      base: fc.constantFrom(
        CONNECT,
        PUBLISH,
        packet(
          { cmd: 'connect', protocolVersion: 5, clientId: 'c', username: 'u', will: { topic: 'w', payload: 'p' } },
          5,
        ),
        packet(
          {
            cmd: 'publish',
            topic: 't',
            payload: 'p',
            qos: 1,
            messageId: 1,
            retain: false,
            dup: false,
            properties: { topicAlias: 1, userProperties: { a: 'b' } },
          },
          5,
        ),
        packet({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'a/+', qos: 1 }] }, 5),
      ),
      changes: fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 4 }),
      length: fc.nat(),
    })
    .map(({ base, changes, length }) => {
      const bytes = base.slice();
      for (const [at, value] of changes) bytes[at % bytes.length] = value;
      return length % 3 === 0 ? bytes.slice(0, length % bytes.length) : bytes;
    });

  test('never throw, and every byte is in exactly one field', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 60 }), framed, damaged), level, (bytes, at) => {
        const summary = summarizePacket(bytes, at);
        expectCovered(bytes, packetFields(bytes, at));
        if (summary.type === 'INVALID' && bytes.length > 0 && (bytes[0] ?? 0) < 0x10) {
          expect(summary.problems).not.toEqual([]);
        }
      }),
      { seed: 20_260_104, numRuns: 3000 },
    );
  });
});
