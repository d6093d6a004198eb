import { describe, expect, it } from 'vitest';
import { latin1Bytes } from '../../base/latin1.ts';
import { hex } from '../../protocol/mqtt/mqttBytes.testkit.ts';
import type { NetEnd } from '../modemNetwork.ts';
import { HOST, message, start } from './connectMqtt.testkit.ts';

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
