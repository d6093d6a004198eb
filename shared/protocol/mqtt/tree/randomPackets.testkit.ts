import { generate, type Packet, type QoS, type UserProperties } from 'mqtt-packet';
import { createSeededRandom } from '../../../base/seededRandom.ts';

/** Packets of every type as an independent encoder (mqtt-packet) takes them, the same for the same seed. */

export type Level = 3 | 4 | 5;

/** Draws from a seeded sequence. */
export interface Draw {
  /** 0 … n − 1. */
  below(n: number): number;
  chance(): boolean;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  list<Item>(most: number, make: () => Item): Item[];
}

export function createDraw(seed: number): Draw {
  const random = createSeededRandom(seed);
  const below = (n: number): number => Math.floor(random() * n);
  return {
    below,
    chance: () => random() < 0.5,
    pick: (items) => items[below(items.length)] ?? items[0],
    list: (most, make) => Array.from({ length: below(most + 1) }, make),
  };
}

const LETTERS = ['a', 'b', 'temp', '/', 'plant', '0', ' ', '-', '$', 'é', '温', '🌡'] as const;
const text = (draw: Draw, most = 12): string => draw.list(most, () => draw.pick(LETTERS)).join('');
const some = (draw: Draw, most = 12): string => `x${text(draw, most)}`;
const data = (draw: Draw, most = 40): Buffer => Buffer.from(draw.list(most, () => draw.below(256)));
const id = (draw: Draw): number => 1 + draw.below(65_535);
const qos = (draw: Draw): QoS => draw.pick([0, 1, 2]);
const uint32 = (draw: Draw): number => draw.below(2) * 0x8000_0000 + draw.below(0x8000_0000);
const filter = (draw: Draw): string => draw.pick(['#', '+', 'a/+/b', 'plant/#', '+/+/#', some(draw)]);

/** At least one: mqtt-packet writes nothing at all of a packet with `userProperties: {}`. */
function userProperties(draw: Draw): UserProperties {
  const entries = draw.list(2, () => [some(draw, 4), draw.chance() ? text(draw) : [text(draw), some(draw)]] as const);
  return Object.fromEntries([['first', text(draw)], ...entries]);
}

/** Each of them, or not. */
function maybe<Values extends object>(draw: Draw, values: Values): Partial<Values> {
  return Object.fromEntries(Object.entries(values).filter(() => draw.chance())) as Partial<Values>;
}

const messageProperties = (draw: Draw) => ({
  // True only with text behind it.
  payloadFormatIndicator: false,
  messageExpiryInterval: uint32(draw),
  contentType: text(draw),
  responseTopic: some(draw),
  correlationData: data(draw),
  userProperties: userProperties(draw),
});
const reason = (draw: Draw) => maybe(draw, { reasonString: text(draw), userProperties: userProperties(draw) });
const authentication = (draw: Draw) =>
  draw.chance() ? { authenticationMethod: some(draw), authenticationData: data(draw) } : {};
const inFive = (level: Level, properties: () => object): object => (level === 5 ? { properties: properties() } : {});

type Maker = (draw: Draw, level: Level) => Packet;

const ack =
  (cmd: 'puback' | 'pubrec' | 'pubrel' | 'pubcomp', codes: readonly [number, ...number[]]): Maker =>
  (draw, level) =>
    level === 5
      ? { cmd, messageId: id(draw), reasonCode: draw.pick(codes), properties: reason(draw) }
      : { cmd, messageId: id(draw) };
const RECEIVED = [0, 0x10, 0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99] as const;

const MAKERS: readonly [Maker, ...Maker[]] = [
  (draw, level) => {
    const hasUser = draw.chance();
    return {
      cmd: 'connect',
      protocolId: level === 3 ? 'MQIsdp' : 'MQTT',
      protocolVersion: level,
      clientId: some(draw, 5),
      clean: draw.chance(),
      keepalive: draw.below(65_536),
      ...(hasUser ? { username: some(draw) } : {}),
      ...(hasUser && draw.chance() ? { password: Buffer.concat([Buffer.from('p'), data(draw)]) } : {}),
      ...(draw.chance()
        ? {
            will: {
              topic: some(draw),
              payload: Buffer.concat([Buffer.from('w'), data(draw)]),
              qos: qos(draw),
              retain: draw.chance(),
              ...inFive(level, () => maybe(draw, { willDelayInterval: uint32(draw), ...messageProperties(draw) })),
            },
          }
        : {}),
      ...inFive(level, () => ({
        ...maybe(draw, {
          sessionExpiryInterval: uint32(draw),
          receiveMaximum: id(draw),
          maximumPacketSize: 1 + draw.below(1_000_000),
          topicAliasMaximum: draw.below(65_536),
          requestResponseInformation: draw.chance(),
          requestProblemInformation: draw.chance(),
          userProperties: userProperties(draw),
        }),
        ...authentication(draw),
      })),
    };
  },
  (draw, level) => {
    if (level !== 5) {
      const returnCode = draw.below(6);
      return { cmd: 'connack', returnCode, sessionPresent: level === 4 && returnCode === 0 && draw.chance() };
    }
    const reasonCode = draw.pick([0, 0x80, 0x84, 0x85, 0x86, 0x87, 0x88, 0x8a, 0x97, 0x9f]);
    return {
      cmd: 'connack',
      reasonCode,
      sessionPresent: reasonCode === 0 && draw.chance(),
      properties: {
        ...maybe(draw, {
          sessionExpiryInterval: uint32(draw),
          receiveMaximum: id(draw),
          retainAvailable: draw.chance(),
          maximumPacketSize: 1 + draw.below(1_000_000),
          assignedClientIdentifier: some(draw),
          topicAliasMaximum: draw.below(65_536),
          wildcardSubscriptionAvailable: draw.chance(),
          subscriptionIdentifiersAvailable: draw.chance(),
          sharedSubscriptionAvailable: draw.chance(),
          serverKeepAlive: draw.below(65_536),
          responseInformation: text(draw),
          serverReference: text(draw),
        }),
        ...reason(draw),
        ...authentication(draw),
      },
    };
  },
  (draw, level) => {
    const level12 = qos(draw);
    return {
      cmd: 'publish',
      topic: some(draw),
      payload: data(draw, draw.pick([0, 20, 300])),
      qos: level12,
      dup: level12 > 0 && draw.chance(),
      retain: draw.chance(),
      ...(level12 > 0 ? { messageId: id(draw) } : {}),
      ...inFive(level, () =>
        maybe(draw, {
          ...messageProperties(draw),
          topicAlias: id(draw),
          subscriptionIdentifier: [1 + draw.below(268_435_455), 1 + draw.below(300)],
        }),
      ),
    };
  },
  ack('puback', RECEIVED),
  ack('pubrec', RECEIVED),
  ack('pubrel', [0, 0x92]),
  ack('pubcomp', [0, 0x92]),
  (draw, level) => ({
    cmd: 'subscribe',
    messageId: id(draw),
    subscriptions: [filter(draw), ...draw.list(4, () => filter(draw))].map((topic) => ({
      topic,
      qos: qos(draw),
      ...(level === 5 ? { nl: draw.chance(), rap: draw.chance(), rh: draw.below(3) } : {}),
    })),
    ...inFive(level, () =>
      maybe(draw, { subscriptionIdentifier: 1 + draw.below(268_435_455), userProperties: userProperties(draw) }),
    ),
  }),
  (draw, level) => ({
    cmd: 'suback',
    messageId: id(draw),
    granted: [0, ...draw.list(4, () => draw.pick(level === 5 ? [0, 1, 2, 0x80, 0x8f, 0xa2] : [0, 1, 2, 0x80]))],
    ...inFive(level, () => reason(draw)),
  }),
  (draw, level) => ({
    cmd: 'unsubscribe',
    messageId: id(draw),
    unsubscriptions: [filter(draw), ...draw.list(4, () => filter(draw))],
    ...inFive(level, () => maybe(draw, { userProperties: userProperties(draw) })),
  }),
  (draw, level) => ({
    cmd: 'unsuback',
    messageId: id(draw),
    granted: level === 5 ? [0, ...draw.list(4, () => draw.pick([0, 0x11, 0x80, 0x8f]))] : [],
    ...inFive(level, () => reason(draw)),
  }),
  () => ({ cmd: 'pingreq' }),
  () => ({ cmd: 'pingresp' }),
  (draw, level) =>
    level === 5
      ? {
          cmd: 'disconnect',
          reasonCode: draw.pick([0, 4, 0x80, 0x8d, 0x8e, 0x9d]),
          properties: {
            ...maybe(draw, { sessionExpiryInterval: uint32(draw), serverReference: text(draw) }),
            ...reason(draw),
          },
        }
      : { cmd: 'disconnect' },
  (draw, level) =>
    level === 5
      ? {
          cmd: 'auth',
          reasonCode: draw.pick([0, 0x18, 0x19]),
          properties: { authenticationMethod: some(draw), authenticationData: data(draw), ...reason(draw) },
        }
      : { cmd: 'pingreq' },
];

export interface RandomPacket {
  readonly level: Level;
  readonly content: Packet;
  readonly bytes: Uint8Array;
}

export function randomPacket(draw: Draw, level: Level = draw.pick([3, 4, 4, 5, 5, 5])): RandomPacket {
  const content = draw.pick(MAKERS)(draw, level);
  return { level, content, bytes: new Uint8Array(generate(content, { protocolVersion: level })) };
}

/** Bytes changed, lost, doubled, cut: what is left of a packet on a bad line or out of a bad program. */
export function damage(draw: Draw, bytes: Uint8Array): Uint8Array {
  let damaged = [...bytes];
  for (let count = 1 + draw.below(4); count > 0; count -= 1) {
    const at = draw.below(damaged.length + 1);
    switch (draw.below(6)) {
      case 0:
        damaged = damaged.slice(0, at);
        break;
      case 1:
        damaged.splice(at, 1 + draw.below(3));
        break;
      case 2:
        damaged.splice(at, 0, ...damaged.slice(at, at + 1 + draw.below(8)));
        break;
      case 3:
        damaged[draw.below(Math.min(8, damaged.length + 1))] = draw.below(256);
        break;
      default:
        if (at < damaged.length) damaged[at] = draw.pick([0, 1, 0x7f, 0x80, 0xff, draw.below(256)]);
    }
  }
  return Uint8Array.from(damaged);
}

/** No packet at all, or a fixed header that fits whatever follows. */
export function noise(draw: Draw): Uint8Array {
  const body = draw.list(60, () => draw.below(draw.pick([2, 16, 128, 256])));
  return draw.chance() ? Uint8Array.from(body) : Uint8Array.from([draw.below(256), body.length, ...body]);
}
