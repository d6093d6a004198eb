import { generate, type Packet, parser } from 'mqtt-packet';
import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../../../base/seededRandom.ts';
import { encodeUtf8 } from '../../../base/utf8.ts';
import { createMqttFramer } from '../framer.ts';
import { hex } from '../mqttBytes.testkit.ts';
import { summarizePacket } from '../summary.ts';
import { type ConnectFields, encodeConnect, encodeDisconnect, encodePingreq } from './encodeConnect.ts';
import { encodePublish, encodePublishAck } from './encodePublish.ts';
import { encodeSubscribe, encodeUnsubscribe } from './encodeSubscribe.ts';
import { counted, writePacket } from './packetWriter.ts';

const random = createSeededRandom(4711);
const below = (limit: number): number => Math.floor(random() * limit);
const coin = (): boolean => random() < 0.5;
const qos = (): 0 | 1 | 2 => ([0, 1, 2] as const)[below(3)] ?? 0;
const word = (longest: number): string =>
  Array.from({ length: 1 + below(longest) }, () => 'abzü/7é€_-😀'[below(10)] ?? 'x')
    .join('')
    .replaceAll(/[\ud800-\udfff]/g, '☂');
const bytesOf = (length: number): Uint8Array => Uint8Array.from({ length }, () => below(256));
const asBuffer = (bytes: Uint8Array) => Buffer.from(bytes);

const foreign = (bytes: Uint8Array): Packet => {
  const packets: Packet[] = [];
  const reader = parser({ protocolVersion: 4 });
  reader.on('packet', (packet) => packets.push(packet));
  reader.parse(asBuffer(bytes));
  const [packet] = packets;
  if (packet === undefined || packets.length !== 1) throw new Error('not one packet');
  return packet;
};

const randomConnect = (): ConnectFields & { readonly words: readonly string[] } => {
  const words = [word(20), word(30), word(12), word(12)] as const;
  const [id, topic, user, password] = words;
  return {
    words,
    level: coin() ? 3 : 4,
    clientId: encodeUtf8(id),
    keepAlive: below(65_536),
    clean: coin(),
    will: coin() ? null : { topic: encodeUtf8(topic), payload: bytesOf(below(300)), qos: qos(), retain: coin() },
    user: coin() ? null : encodeUtf8(user),
    password: coin() ? null : encodeUtf8(password),
  };
};

describe('what is encoded', () => {
  it.each([
    [
      'CONNECT, 3.1.1',
      encodeConnect({
        ...{ level: 4, clientId: encodeUtf8('bench-01'), keepAlive: 60, clean: true, will: null },
        user: encodeUtf8('user'),
        password: encodeUtf8('pass'),
      }),
      '10 20 0004 4d515454 04 c2 003c 0008 62656e63682d3031 0004 75736572 0004 70617373',
    ],
    [
      'CONNECT, 3.1, a password without a user name',
      encodeConnect({
        ...{ level: 3, clientId: encodeUtf8('b'), keepAlive: 1, clean: false, will: null },
        user: null,
        password: encodeUtf8('pass'),
      }),
      '10 0f 0006 4d5149736470 03 00 0001 0001 62',
    ],
    [
      'SUBSCRIBE',
      encodeSubscribe(2, [{ filter: encodeUtf8('bench/cmd'), qos: 1 }]),
      '82 0e 0002 0009 62656e63682f636d64 01',
    ],
    ['UNSUBSCRIBE', encodeUnsubscribe(3, [encodeUtf8('a'), encodeUtf8('b/#')]), 'a2 0a 0003 0001 61 0003 622f23'],
    [
      'PUBLISH at QoS 0 with the flag DUP, which it cannot have',
      encodePublish({ topic: encodeUtf8('t'), payload: hex('00ff'), qos: 0, retain: true, dup: true, packetId: 9 }),
      '31 05 0001 74 00ff',
    ],
    [
      'PUBLISH',
      encodePublish({ topic: encodeUtf8('t'), payload: hex(''), qos: 2, retain: false, dup: true, packetId: 258 }),
      '3c 05 0001 74 0102',
    ],
    ['PUBACK', encodePublishAck('PUBACK', 1), '40 02 0001'],
    ['PUBREC', encodePublishAck('PUBREC', 65_535), '50 02 ffff'],
    ['PUBREL', encodePublishAck('PUBREL', 256), '62 02 0100'],
    ['PUBCOMP', encodePublishAck('PUBCOMP', 7), '70 02 0007'],
    ['PINGREQ', encodePingreq(), 'c0 00'],
    ['DISCONNECT', encodeDisconnect(), 'e0 00'],
  ])('%s', (_name, bytes, expected) => {
    expect(bytes).toEqual(hex(expected));
    expect(summarizePacket(bytes, 4).problems).toEqual([]);
  });

  it.each([
    [127, 2],
    [128, 3],
    [16_383, 3],
    [16_384, 4],
    [2_097_152, 5],
  ])('a packet with %d bytes behind a header of %d', (length, header) => {
    const bytes = writePacket(0x30, new Uint8Array(length));
    expect(bytes.length).toBe(length + header);
    expect(summarizePacket(bytes, 4).size).toBe(bytes.length);
  });

  it('is refused when a length has no room', () => {
    expect(() => counted(new Uint8Array(65_536))).toThrow(RangeError);
    expect(counted(new Uint8Array(65_535))).toHaveLength(65_537);
  });
});

describe('random packets, read by the decoder and by mqtt-packet', () => {
  it.each(Array.from({ length: 60 }, (_, i) => i))('CONNECT %d', () => {
    const { words, ...fields } = randomConnect();
    const [id, topic, user] = words;
    const bytes = encodeConnect(fields);
    const { will } = fields;
    expect(summarizePacket(bytes, 4)).toMatchObject({
      ...{ type: 'CONNECT', problems: [], protocolLevel: fields.level, clientId: id, keepAlive: fields.keepAlive },
      clean: fields.clean,
      username: fields.user === null ? null : user,
      hasPassword: fields.user !== null && fields.password !== null,
      will:
        will === null ? null : { topic, qos: will.qos, retain: will.retain, payload: { length: will.payload.length } },
    });
    const other = {
      ...{ cmd: 'connect', clientId: id, keepalive: fields.keepAlive, clean: fields.clean },
      ...(fields.level === 3
        ? { protocolId: 'MQIsdp', protocolVersion: 3 }
        : { protocolId: 'MQTT', protocolVersion: 4 }),
      ...(will === null
        ? {}
        : { will: { topic: topic ?? '', payload: asBuffer(will.payload), qos: will.qos, retain: will.retain } }),
      ...(fields.user === null ? {} : { username: user }),
      ...(fields.user === null || fields.password === null ? {} : { password: asBuffer(fields.password) }),
    } as Packet;
    // An empty will payload is one mqtt-packet does not write.
    if (will === null || will.payload.length > 0) expect(new Uint8Array(generate(other))).toEqual(bytes);
  });

  it.each(Array.from({ length: 60 }, (_, i) => i))('PUBLISH, SUBSCRIBE, UNSUBSCRIBE %d', () => {
    const packetId = 1 + below(65_535);
    const topic = word(60);
    const publish = {
      ...{ topic: encodeUtf8(topic), payload: bytesOf(below(20_000)), qos: qos(), retain: coin() },
      ...{ dup: coin(), packetId },
    };
    const dup = publish.dup && publish.qos > 0;
    const first = encodePublish(publish);
    expect(summarizePacket(first, 4)).toMatchObject({
      ...{ type: 'PUBLISH', problems: [], topic, qos: publish.qos, retain: publish.retain, dup },
      payload: { length: publish.payload.length },
      packetId: publish.qos === 0 ? null : packetId,
    });
    expect(foreign(first)).toMatchObject({
      cmd: 'publish',
      topic,
      qos: publish.qos,
      dup,
      payload: asBuffer(publish.payload),
    });

    const filters = Array.from({ length: 1 + below(5) }, () => ({ filter: word(20), qos: qos() }));
    const second = encodeSubscribe(
      packetId,
      filters.map(({ filter, qos: wanted }) => ({ filter: encodeUtf8(filter), qos: wanted })),
    );
    expect(summarizePacket(second, 4)).toMatchObject({
      type: 'SUBSCRIBE',
      problems: [],
      packetId,
      subscriptions: filters,
    });
    expect(foreign(second)).toMatchObject({
      cmd: 'subscribe',
      messageId: packetId,
      subscriptions: filters.map(({ filter, qos: wanted }) => ({ topic: filter, qos: wanted })),
    });

    const names = filters.map(({ filter }) => filter);
    const third = encodeUnsubscribe(packetId, names.map(encodeUtf8));
    expect(summarizePacket(third, 4)).toMatchObject({ type: 'UNSUBSCRIBE', problems: [], packetId, filters: names });
    expect(foreign(third)).toMatchObject({ cmd: 'unsubscribe', messageId: packetId, unsubscriptions: names });
  });

  it('a stream of them is cut where they were joined', () => {
    const packets = [
      encodeConnect(randomConnect()),
      ...Array.from({ length: 40 }, () =>
        encodePublish({
          topic: encodeUtf8(word(9)),
          payload: bytesOf(below(400)),
          qos: 1,
          retain: false,
          dup: false,
          packetId: 7,
        }),
      ),
      encodeDisconnect(),
    ];
    const cut: Uint8Array[] = [];
    const framer = createMqttFramer({ from: 'client', onFrame: (_kind, _t, _last, bytes) => cut.push(bytes.slice()) });
    for (const packet of packets) framer.feed(0, packet);
    expect(cut).toEqual(packets);
  });
});
