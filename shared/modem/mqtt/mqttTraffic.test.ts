import { describe, expect, it } from 'vitest';
import { latin1Bytes } from '../../base/latin1.ts';
import { hex } from '../../protocol/mqtt/mqttBytes.testkit.ts';
import { HOST, message, start } from './connectMqtt.testkit.ts';

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
