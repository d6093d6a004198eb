import { describe, expect, it } from 'vitest';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { latin1Bytes, latin1Text } from '../../base/latin1.ts';
import { hex } from '../../protocol/mqtt/mqttBytes.testkit.ts';
import { createFakeNetwork } from '../fakeNetwork.testkit.ts';
import type { NetEnd } from '../modemNetwork.ts';
import { connectMqtt } from './connectMqtt.ts';
import { createFakeBroker } from './fakeBroker.testkit.ts';
import type { OutgoingMessage } from './mqttTypes.ts';

const HOST = 'broker.example';

const start = (host = HOST, keepAlive = 60) => {
  const clock = createFakeClock();
  const network = createFakeNetwork(clock);
  const broker = createFakeBroker(clock, network, HOST, 1883);
  const seen: string[] = [];
  let pingsHeld = false;
  const open = () =>
    connectMqtt(
      {
        ...{ host, port: 1883, tls: null, connectMs: 30_000, connackMs: 30_000 },
        connect: {
          ...{ level: 4, clientId: latin1Bytes('meter-7'), keepAlive, clean: true },
          ...{ will: null, user: null, password: null },
        },
      },
      {
        network,
        after: (ms, callback) => clock.after(ms, callback),
        onMessage: ({ topic, payload }) => seen.push(`message ${latin1Text(topic)} ${latin1Text(payload)}`),
        onLost: (reason) => seen.push(`lost ${reason}`),
        onPingFailed: () => seen.push('ping failed'),
        pingsHeld: () => pingsHeld,
      },
      (outcome) => {
        seen.push(
          outcome.type === 'accepted'
            ? 'accepted'
            : outcome.type === 'refused'
              ? `refused ${outcome.returnCode}`
              : outcome.reason,
        );
      },
    );
  const take = (ms: number): readonly string[] => {
    clock.advance(ms);
    return seen.splice(0);
  };
  return {
    ...{ clock, network, broker, seen, open, take },
    holdPings(held: boolean) {
      pingsHeld = held;
    },
  };
};
const message = (change: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  ...{ topic: latin1Bytes('a/b'), payload: latin1Bytes('21.5'), qos: 1, retain: false, dup: false, deaf: false },
  ...change,
});

describe('a connection to a broker', () => {
  it.each<[NetEnd, string]>([
    ['dns', 'dns'],
    ['refused', 'unreachable'],
    ['unreachable', 'unreachable'],
    ['timeout', 'unreachable'],
    ['reset', 'unreachable'],
    ['handshake', 'handshake'],
    ['certificate', 'certificate'],
    ['bearer', 'network'],
  ])('that cannot be made: %s', (end, reason) => {
    const { network, open, take } = start();
    network.fail(HOST, 1883, end);
    open();
    expect(take(60_000)).toEqual([reason]);
  });

  it.each([1, 2, 3, 4, 5])('is refused with CONNACK %d', (code) => {
    const { broker, open, take } = start();
    broker.manners.connack = code;
    open();
    expect(take(60_000)).toEqual([`refused ${code}`]);
    expect(broker.peers[0]?.ended).not.toBeNull();
  });

  it.each([
    ['no CONNACK', null, [], ['timeout']],
    ['hung up before it', 'peer', [], ['closed']],
    ['reset before it', 'reset', [], ['closed']],
    ['the network went', 'bearer', [], ['network']],
    ['something else', null, [...latin1Bytes('HTTP/1.1 400 Bad Request\r\n')], ['malformed']],
    ['a PUBLISH first', null, [...hex('30 05 0001 74 3132')], ['malformed']],
  ] as const)('that gets no further: %s', (_name, end, bytes, expected) => {
    const { clock, broker, open, take } = start();
    broker.manners.connack = null;
    open();
    clock.advance(1000);
    if (bytes.length > 0) broker.send(Uint8Array.from(bytes));
    if (end !== null) broker.peers[0]?.end(end);
    expect(take(60_000)).toEqual(expected);
    expect(broker.peers[0]?.ended).not.toBeNull();
  });

  it('says who it is and closes with DISCONNECT', () => {
    const { broker, open, take } = start();
    const client = open();
    expect(take(100)).toEqual(['accepted']);
    const left: string[] = [];
    client.disconnect(60_000, () => left.push('left'));
    expect(take(100)).toEqual([]);
    expect(left).toEqual(['left']);
    expect(broker.packets.map(({ packet }) => packet)).toMatchObject([
      { type: 'CONNECT', clientId: 'meter-7', keepAlive: 60, clean: true, level: 4 },
      { type: 'DISCONNECT' },
    ]);
  });

  it('that is dropped says nothing more, to nobody', () => {
    const { broker, open, take } = start();
    const client = open();
    take(100);
    client.publish(message(), 60_000, () => {
      throw new Error('told after drop');
    });
    client.publish(message({ qos: 0 }), 60_000, () => {
      throw new Error('told after drop');
    });
    client.drop();
    expect(take(200_000)).toEqual([]);
    expect(broker.types()).not.toContain('DISCONNECT');
    expect(broker.peers[0]?.ended).toBe('local');
  });

  it('that is dropped while it ends does not tell that it ended', () => {
    const { open, take, seen } = start();
    const client = open();
    take(100);
    client.disconnect(60_000, () => seen.push('left'));
    client.drop();
    expect(take(100_000)).toEqual([]);
  });

  it('that has ended already can be left, and leaves no timer behind', () => {
    const { clock, broker, open, take, seen } = start();
    const client = open();
    take(100);
    broker.peers[0]?.end('reset');
    take(100);
    const before = clock.pending;
    client.disconnect(60_000, () => seen.push('left'));
    expect(take(1000)).toEqual(['left']);
    expect(clock.pending).toBe(before);
  });

  it.each<[NetEnd, string]>([
    ['peer', 'lost peer'],
    ['reset', 'lost reset'],
    ['timeout', 'lost reset'],
    ['bearer', 'lost network'],
  ])('that ends by itself: %s', (end, expected) => {
    const { broker, open, take } = start();
    open();
    take(100);
    if (end !== 'local') broker.peers[0]?.end(end);
    expect(take(100)).toEqual([expected]);
  });

  it('in which the broker stops speaking MQTT is broken off', () => {
    const { broker, open, take } = start();
    open();
    take(100);
    broker.send(hex('36 04 0001 74 00'));
    expect(take(100)).toEqual(['lost reset']);
    expect(broker.peers[0]?.ended).toBe('local');
  });
});

describe('publishing', () => {
  it.each([
    [0, ['CONNECT', 'PUBLISH']],
    [1, ['CONNECT', 'PUBLISH']],
    [2, ['CONNECT', 'PUBLISH', 'PUBREL']],
  ] as const)('at QoS %d', (qos, types) => {
    const { broker, open, take, seen } = start();
    const client = open();
    take(100);
    client.publish(message({ qos, retain: true }), 60_000, (outcome) => seen.push(outcome));
    expect(seen).toEqual([]);
    expect(take(100)).toEqual(['done']);
    expect(broker.types()).toEqual(types);
    expect(broker.packets[1]?.packet).toMatchObject({ topic: 'a/b', qos, retain: true, dup: false, preview: '21.5' });
  });

  it('leaves no timer behind', () => {
    const { clock, open, take, seen } = start();
    const client = open();
    take(100);
    const before = clock.pending;
    for (const qos of [0, 1, 2] as const) client.publish(message({ qos }), 60_000, (outcome) => seen.push(outcome));
    expect(take(1000)).toEqual(['done', 'done', 'done']);
    expect(clock.pending).toBe(before);
  });

  it('gives every packet an identifier of its own, and waits for the right acknowledgement', () => {
    const { broker, open, take, seen } = start();
    broker.manners.puback = false;
    const client = open();
    take(100);
    for (const name of ['one', 'two', 'three'])
      client.publish(message(), 60_000, (outcome) => seen.push(`${name} ${outcome}`));
    expect(take(100)).toEqual([]);
    const ids = broker.packets.slice(1).map(({ packet }) => (packet.type === 'PUBLISH' ? packet.packetId : null));
    expect(ids).toEqual([1, 2, 3]);
    broker.send(hex('40 02 0009  50 02 0001  40 02 0002'));
    expect(take(100)).toEqual(['two done']);
    expect(take(60_000)).toEqual(['one timeout', 'three timeout']);
  });

  it.each([1, 2] as const)('at QoS %d with deaf ears ends with a timeout', (qos) => {
    const { open, take, seen } = start();
    const client = open();
    take(100);
    client.publish(message({ qos, deaf: true }), 60_000, (outcome) => seen.push(outcome));
    expect(take(59_000)).toEqual([]);
    expect(take(2000)).toEqual(['timeout']);
  });

  it('learns that the connection ended before the loss is told', () => {
    const { broker, open, take, seen } = start();
    broker.manners.puback = 'hang-up';
    const client = open();
    take(100);
    client.publish(message(), 60_000, (outcome) => seen.push(outcome));
    expect(take(100)).toEqual(['closed', 'lost peer']);
    client.publish(message({ qos: 0 }), 60_000, (outcome) => seen.push(outcome));
    client.publish(message(), 60_000, (outcome) => seen.push(outcome));
    expect(take(100)).toEqual(['not-sent', 'not-sent']);
  });
});

describe('subscribing', () => {
  it.each([
    [0, 'done'],
    [2, 'done'],
    [0x80, 'refused'],
    [null, 'timeout'],
    ['hang-up', 'closed'],
  ] as const)('answered %s', (suback, expected) => {
    const { broker, open, take, seen } = start();
    broker.manners.suback = suback;
    const client = open();
    take(100);
    client.subscribe([{ filter: latin1Bytes('a/#'), qos: 1 }], 20_000, (outcome) => seen.push(outcome));
    expect(take(30_000)[0]).toBe(expected);
  });

  it('ends with UNSUBACK', () => {
    const { broker, open, take, seen } = start();
    const client = open();
    take(100);
    client.unsubscribe([latin1Bytes('a/#'), latin1Bytes('b')], 20_000, (outcome) => seen.push(outcome));
    expect(take(100)).toEqual(['done']);
    expect(broker.packets[1]?.packet).toMatchObject({ type: 'UNSUBSCRIBE', filters: ['a/#', 'b'] });
  });
});

describe('incoming messages', () => {
  it.each([
    [0, ['CONNECT']],
    [1, ['CONNECT', 'PUBACK']],
    [2, ['CONNECT', 'PUBREC', 'PUBCOMP']],
  ] as const)('at QoS %d are acknowledged', (qos, types) => {
    const { broker, open, take } = start();
    open();
    take(100);
    broker.publish('cmd/7', 'on', qos);
    expect(take(100)).toEqual(['message cmd/7 on']);
    expect(broker.types()).toEqual(types);
  });

  it('sent again before their release come once at QoS 2 and twice at QoS 1', () => {
    const { broker, open, take } = start();
    open();
    take(100);
    broker.publish('cmd', '2', 2);
    broker.publish('cmd', '2', 2, true);
    expect(take(100)).toEqual(['message cmd 2']);
    broker.publish('cmd', '1', 1);
    broker.publish('cmd', '1', 1, true);
    expect(take(100)).toEqual(['message cmd 1', 'message cmd 1']);
    broker.publish('cmd', 'new', 2);
    expect(take(100)).toEqual(['message cmd new']);
  });

  it('too long for the modem are acknowledged and not reported; the connection goes on', () => {
    const { broker, open, take } = start();
    open();
    take(100);
    broker.publish('cmd', new Uint8Array(10_241), 1);
    broker.publish('cmd', new Uint8Array(100_000), 1);
    broker.publish('t'.repeat(1025), 'x', 1);
    broker.publish('cmd', new Uint8Array(10_240), 1);
    broker.publish('t'.repeat(1024), '', 0);
    expect(take(100).map(({ length }) => length)).toEqual([10_240 + 12, 1024 + 9]);
    expect(broker.types()).toEqual(['CONNECT', 'PUBACK', 'PUBACK', 'PUBACK', 'PUBACK']);
  });
});

describe('keep-alive', () => {
  it('sends PINGREQ in silence only', () => {
    const { clock, broker, open, take, seen } = start(HOST, 10);
    const client = open();
    take(9000);
    client.publish(message({ qos: 0 }), 60_000, (outcome) => seen.push(outcome));
    expect(take(9000)).toEqual(['done']);
    expect(broker.types()).toEqual(['CONNECT', 'PUBLISH']);
    expect(take(40_000)).toEqual([]);
    expect(broker.types().filter((type) => type === 'PINGREQ').length).toBeGreaterThan(2);
    expect(clock.now()).toBeGreaterThan(0);
  });

  it('tells that a PINGREQ is not answered, and goes on', () => {
    const { broker, open, take } = start(HOST, 10);
    broker.manners.pingresp = false;
    open();
    expect(take(25_000)).toEqual(['accepted', 'ping failed']);
  });

  it('begins with the CONNACK', () => {
    const { clock, broker, open, take } = start(HOST, 1);
    Object.assign(broker.manners, { connack: null, keepAlive: false });
    open();
    clock.advance(10_000);
    expect(broker.types()).toEqual(['CONNECT']);
    expect(take(30_000)).toEqual(['timeout']);
  });

  it('is not served while it is held, and the broker hangs up', () => {
    const { broker, open, take, holdPings } = start(HOST, 10);
    holdPings(true);
    open();
    expect(take(20_000)).toEqual(['accepted', 'lost peer']);
    expect(broker.types()).toEqual(['CONNECT']);
  });
});
