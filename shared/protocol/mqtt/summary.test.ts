import { generate, type Packet } from 'mqtt-packet';
import { describe, expect, test } from 'vitest';
import { describeSummary } from './describeSummary.ts';
import { hex } from './mqttBytes.testkit.ts';
import { summarizePacket } from './summary.ts';

const packet = (content: Packet, level: 3 | 4 | 5): Uint8Array =>
  new Uint8Array(generate(content, { protocolVersion: level }));
const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');

/** Every type, built by an independent encoder: what it says and how it reads in a list. */
const VECTORS: readonly (readonly [name: string, level: 3 | 4 | 5, content: Packet, expected: object, line: string])[] =
  [
    [
      'CONNECT, 3.1 (section 3.1)',
      3,
      { cmd: 'connect', protocolId: 'MQIsdp', protocolVersion: 3, clientId: 'board-7', clean: true, keepalive: 120 },
      { type: 'CONNECT', protocolName: 'MQIsdp', protocolLevel: 3, level: 3, clientId: 'board-7', keepAlive: 120 },
      'CONNECT board-7  keep alive 120 s  clean  3.1',
    ],
    [
      'CONNECT, 3.1.1 (3.1)',
      4,
      { cmd: 'connect', clientId: 'bench-01', clean: true, keepalive: 60 },
      { protocolName: 'MQTT', level: 4, clean: true, will: null, username: null, hasPassword: false, bridge: false },
      'CONNECT bench-01  keep alive 60 s  clean  3.1.1',
    ],
    [
      'CONNECT with will, user name and password (3.1.3)',
      4,
      {
        cmd: 'connect',
        clientId: '',
        clean: true,
        keepalive: 0,
        username: 'operator',
        password: utf8('not-to-be-seen'),
        will: { topic: 'bench/lwt', payload: utf8('gone'), qos: 1, retain: true },
      },
      {
        clientId: '',
        keepAlive: 0,
        username: 'operator',
        hasPassword: true,
        will: { topic: 'bench/lwt', qos: 1, retain: true, payload: { start: 27, length: 4 } },
      },
      'CONNECT (no client id)  no keep alive  clean  3.1.1  user operator  will bench/lwt qos1 retain',
    ],
    [
      'CONNECT, 5.0 with properties (3.1.2.11)',
      5,
      {
        cmd: 'connect',
        protocolVersion: 5,
        clientId: 'bench-05',
        clean: false,
        keepalive: 30,
        properties: {
          sessionExpiryInterval: 3600,
          receiveMaximum: 20,
          maximumPacketSize: 4096,
          topicAliasMaximum: 8,
          requestProblemInformation: true,
          authenticationMethod: 'token',
          authenticationData: utf8('not-to-be-seen'),
          userProperties: { fw: '1.2.3', site: ['a', 'b'] },
        },
        will: { topic: 'w', payload: utf8('x'), qos: 2, retain: false, properties: { willDelayInterval: 5 } },
      },
      {
        level: 5,
        clean: false,
        clientId: 'bench-05',
        will: { topic: 'w', qos: 2, retain: false },
        properties: {
          sessionExpiry: 3600,
          receiveMaximum: 20,
          maximumPacketSize: 4096,
          topicAliasMaximum: 8,
          userProperties: [
            { key: 'fw', value: '1.2.3' },
            { key: 'site', value: 'a' },
            { key: 'site', value: 'b' },
          ],
        },
      },
      'CONNECT bench-05  keep alive 30 s  keep session  5.0  will w qos2',
    ],
    [
      'CONNACK accepted (3.2)',
      4,
      { cmd: 'connack', returnCode: 0, sessionPresent: true },
      { type: 'CONNACK', sessionPresent: true, result: { code: 0, text: 'accepted', ok: true } },
      'CONNACK session present  accepted',
    ],
    [
      'CONNACK refused (table 3.1)',
      4,
      { cmd: 'connack', returnCode: 5, sessionPresent: false },
      { sessionPresent: false, result: { code: 5, text: 'not authorized', ok: false } },
      'CONNACK refused: not authorized (5)',
    ],
    [
      'CONNACK, 5.0 (3.2.2)',
      5,
      {
        cmd: 'connack',
        reasonCode: 0x97,
        sessionPresent: false,
        properties: { reasonString: 'plan exhausted', serverKeepAlive: 90, assignedClientIdentifier: 'a-1' },
      },
      {
        result: { code: 0x97, text: 'quota exceeded', ok: false },
        properties: { reasonString: 'plan exhausted', serverKeepAlive: 90, assignedClientId: 'a-1' },
      },
      'CONNACK refused: quota exceeded (151)  "plan exhausted"',
    ],
    [
      'PUBLISH at QoS 0 (3.3)',
      4,
      { cmd: 'publish', topic: 'bench/t1', payload: utf8('21.5'), qos: 0, retain: true, dup: false },
      { type: 'PUBLISH', topic: 'bench/t1', packetId: null, qos: 0, retain: true, payload: { start: 12, length: 4 } },
      'bench/t1  qos0 retain  4 B  21.5',
    ],
    [
      'PUBLISH at QoS 1, sent again (3.3.1.1)',
      4,
      { cmd: 'publish', topic: 'bench/t1', payload: '{"t":21.5}', qos: 1, retain: false, dup: true, messageId: 7 },
      { qos: 1, dup: true, packetId: 7, preview: '{"t":21.5}' },
      'bench/t1  qos1 id 7 dup  10 B  {"t":21.5}',
    ],
    [
      'PUBLISH with an empty payload',
      3,
      { cmd: 'publish', topic: 'bench/t1', payload: '', qos: 2, retain: true, dup: false, messageId: 65_535 },
      { qos: 2, packetId: 65_535, payload: { start: 14, length: 0 }, level: 3 },
      'bench/t1  qos2 id 65535 retain  0 B',
    ],
    [
      'PUBLISH, 5.0 with a topic alias in place of the topic (3.3.2.3.4)',
      5,
      {
        cmd: 'publish',
        topic: '',
        payload: utf8('\u0001\u0002\u0003\u00ff'),
        qos: 0,
        retain: false,
        dup: false,
        properties: {
          topicAlias: 3,
          messageExpiryInterval: 600,
          contentType: 'application/cbor',
          responseTopic: 'bench/answer',
          correlationData: utf8('id'),
          subscriptionIdentifier: [1, 300],
          payloadFormatIndicator: false,
          userProperties: { k: 'v' },
        },
      },
      {
        topic: '',
        properties: {
          topicAlias: 3,
          messageExpiry: 600,
          contentType: 'application/cbor',
          responseTopic: 'bench/answer',
          userProperties: [{ key: 'k', value: 'v' }],
        },
      },
      '(no topic)  qos0 alias 3  5 B  01 02 03 c3 bf',
    ],
    ...(['puback', 'pubrec', 'pubrel', 'pubcomp'] as const).map(
      (cmd) =>
        [
          `${cmd}, 3.1.1 (3.4 to 3.7)`,
          4,
          { cmd, messageId: 258 },
          { type: cmd.toUpperCase(), packetId: 258, result: { code: 0, text: 'success', ok: true } },
          `${cmd.toUpperCase()} id 258`,
        ] as const,
    ),
    [
      'PUBACK, 5.0 with a reason (3.4.2)',
      5,
      { cmd: 'puback', messageId: 9, reasonCode: 0x87, properties: { reasonString: 'read only' } },
      {
        packetId: 9,
        result: { code: 0x87, text: 'not authorized', ok: false },
        properties: { reasonString: 'read only' },
      },
      'PUBACK id 9  not authorized  "read only"',
    ],
    [
      'PUBREL, 5.0: packet identifier not found (3.6.2.1)',
      5,
      { cmd: 'pubrel', messageId: 9, reasonCode: 0x92 },
      { type: 'PUBREL', result: { code: 0x92, text: 'packet identifier not found', ok: false } },
      'PUBREL id 9  packet identifier not found',
    ],
    [
      'SUBSCRIBE, 3.1.1 (3.8)',
      4,
      {
        cmd: 'subscribe',
        messageId: 3,
        subscriptions: [
          { topic: 'plant/+/t', qos: 1 },
          { topic: '#', qos: 0 },
        ],
      },
      {
        packetId: 3,
        subscriptions: [
          { filter: 'plant/+/t', qos: 1, noLocal: false, retainAsPublished: false, retainHandling: 0 },
          { filter: '#', qos: 0, noLocal: false, retainAsPublished: false, retainHandling: 0 },
        ],
      },
      'SUBSCRIBE id 3  plant/+/t qos1, # qos0',
    ],
    [
      'SUBSCRIBE, 5.0 with options (3.8.3.1)',
      5,
      {
        cmd: 'subscribe',
        messageId: 3,
        properties: { subscriptionIdentifier: 145 },
        subscriptions: [{ topic: 'a', qos: 2, nl: true, rap: true, rh: 2 }],
      },
      { subscriptions: [{ filter: 'a', qos: 2, noLocal: true, retainAsPublished: true, retainHandling: 2 }] },
      'SUBSCRIBE id 3  a qos2',
    ],
    [
      'SUBACK, 3.1.1 with a refusal (3.9.3)',
      4,
      { cmd: 'suback', messageId: 3, granted: [1, 128] },
      {
        packetId: 3,
        codes: [
          { code: 1, text: 'granted QoS 1', ok: true },
          { code: 128, text: 'refused', ok: false },
        ],
      },
      'SUBACK id 3  granted 1, refused',
    ],
    [
      'SUBACK, 5.0 (3.9.3)',
      5,
      { cmd: 'suback', messageId: 3, granted: [2, 0x8f] },
      {
        codes: [
          { code: 2, text: 'granted QoS 2', ok: true },
          { code: 0x8f, text: 'topic filter invalid', ok: false },
        ],
      },
      'SUBACK id 3  granted 2, refused: topic filter invalid',
    ],
    [
      'UNSUBSCRIBE (3.10)',
      4,
      { cmd: 'unsubscribe', messageId: 4, unsubscriptions: ['a/#', 'b'] },
      { packetId: 4, filters: ['a/#', 'b'] },
      'UNSUBSCRIBE id 4  a/#, b',
    ],
    [
      'UNSUBACK, 3.1.1 (3.11)',
      4,
      { cmd: 'unsuback', messageId: 4, granted: [] },
      { packetId: 4, codes: [] },
      'UNSUBACK id 4',
    ],
    [
      'UNSUBACK, 5.0 (3.11.3)',
      5,
      { cmd: 'unsuback', messageId: 4, granted: [0, 0x11] },
      { codes: [{ text: 'success' }, { text: 'no subscription existed', ok: true }] },
      'UNSUBACK id 4  success, no subscription existed',
    ],
    ['PINGREQ (3.12)', 4, { cmd: 'pingreq' }, { type: 'PINGREQ', size: 2 }, 'PINGREQ'],
    ['PINGRESP (3.13)', 5, { cmd: 'pingresp' }, { type: 'PINGRESP', size: 2 }, 'PINGRESP'],
    ['DISCONNECT, 3.1.1 (3.14)', 4, { cmd: 'disconnect' }, { type: 'DISCONNECT', result: { code: 0 } }, 'DISCONNECT'],
    [
      'DISCONNECT, 5.0 (3.14.2.1)',
      5,
      { cmd: 'disconnect', reasonCode: 0x8d, properties: { serverReference: 'b.example' } },
      { result: { code: 0x8d, text: 'keep alive timeout', ok: false }, properties: { serverReference: 'b.example' } },
      'DISCONNECT keep alive timeout',
    ],
    [
      'AUTH, 5.0 (3.15)',
      5,
      { cmd: 'auth', reasonCode: 0x18, properties: { authenticationMethod: 'token' } },
      { type: 'AUTH', result: { code: 0x18, text: 'continue authentication', ok: true } },
      'AUTH continue authentication',
    ],
  ];

describe('summarizePacket', () => {
  test.each(VECTORS)('%s', (_name, level, content, expected, line) => {
    const bytes = packet(content, level);
    const summary = summarizePacket(bytes, level);
    expect(summary).toMatchObject({ ...expected, problems: [], complete: true, size: bytes.length });
    expect(describeSummary(summary)).toBe(line);
  });

  test('a line stays a line, however long the packet', () => {
    const filters = Array.from({ length: 500 }, (_, i) => `${'f'.repeat(500)}${i}`);
    const subscriptions = filters.map((topic) => ({ topic, qos: 0 as const }));
    const line = describeSummary(summarizePacket(packet({ cmd: 'subscribe', messageId: 1, subscriptions }, 4), 4));
    expect(line.length).toBeLessThan(3000);
    expect(line).toMatch(/f… qos0, 488 more$/);
  });

  test('a CONNECT is read by its own level, whatever the connection is said to be', () => {
    const bytes = packet(
      { cmd: 'connect', protocolVersion: 5, clientId: 'five', properties: { receiveMaximum: 1 } },
      5,
    );
    for (const level of [0, 3, 4, 5] as const) {
      expect(summarizePacket(bytes, level)).toMatchObject({ clientId: 'five', level: 5, problems: [] });
    }
  });

  test('level 0 is read as 3.1.1', () => {
    const bytes = packet({ cmd: 'publish', topic: 't', payload: 'x', qos: 0, retain: false, dup: false }, 4);
    expect(summarizePacket(bytes, 0)).toMatchObject({ topic: 't', preview: 'x', problems: [] });
  });

  test('a bridge sets the top bit of the level', () => {
    expect(summarizePacket(hex('10 0d 00 04 4d 51 54 54 84 02 00 3c 00 01 62'), 0)).toMatchObject({
      bridge: true,
      protocolLevel: 4,
      level: 4,
      problems: [],
    });
  });

  test('the password is nowhere in the summary', () => {
    const bytes = packet({ cmd: 'connect', clientId: 'c', username: 'u', password: utf8('not-to-be-seen') }, 4);
    expect(JSON.stringify(summarizePacket(bytes, 4))).not.toContain('seen');
  });

  test('the first part of a long PUBLISH knows the whole length', () => {
    const whole = packet(
      { cmd: 'publish', topic: 't', payload: utf8('a'.repeat(1000)), qos: 0, retain: false, dup: false },
      4,
    );
    const summary = summarizePacket(whole.subarray(0, 100), 4);
    expect(summary).toMatchObject({
      complete: false,
      size: whole.length,
      payload: { start: 6, length: 1000 },
      problems: [],
    });
    expect(describeSummary(summary)).toContain('t  qos0  1000 B  aaaa');
  });

  test('the first part of a long SUBSCRIBE gives the filters that are there, and no problem', () => {
    const subscriptions = Array.from({ length: 100 }, (_, i) => ({ topic: `topic/${i}`, qos: 0 as const }));
    const whole = packet({ cmd: 'subscribe', messageId: 1, subscriptions }, 4);
    const summary = summarizePacket(whole.subarray(0, 50), 4);
    expect(summary).toMatchObject({ complete: false, problems: [] });
    expect(summary.type === 'SUBSCRIBE' && summary.subscriptions.length).toBe(4);
  });
});
