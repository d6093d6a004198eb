import { describe, expect, it } from 'vitest';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { latin1Bytes, latin1Text } from '../base/latin1.ts';
import { createFakeNetwork } from './fakeNetwork.testkit.ts';
import type { NetStream, StreamEvents } from './modemNetwork.ts';

const start = () => {
  const clock = createFakeClock();
  const network = createFakeNetwork(clock);
  const seen: string[] = [];
  const events: StreamEvents = {
    onOpen: ({ address, port }) => seen.push(`open ${address}:${port}`),
    onData: (bytes) => seen.push(`data ${latin1Text(bytes)}`),
    onEnd: (reason) => seen.push(`end ${reason}`),
  };
  const dial = (host: string, port: number): NetStream =>
    network.connect({ host, port, timeoutMs: 1000, tls: null }, events);
  return { clock, network, seen, dial };
};

describe('the network in memory', () => {
  it.each([
    ['nobody.example', 1883, ['end dns']],
    ['192.0.2.77', 1883, ['end refused']],
    ['broker.example', 1884, ['end refused']],
    ['broker.example', 1883, ['open 192.0.2.1:1883', 'data hello', 'end peer']],
    ['broken.example', 1883, ['end handshake']],
  ])('connects to %s:%d', (host, port, expected) => {
    const { clock, network, seen, dial } = start();
    network.serve('broker.example', 1883, (peer) => {
      peer.send(latin1Bytes('hello'));
      peer.end();
    });
    network.serve('broken.example', 1883);
    network.fail('broken.example', 1883, 'handshake');
    dial(host, port);
    expect(seen).toEqual([]);
    clock.advance(100);
    expect(seen).toEqual(expected);
  });

  it('holds back what the reader does not want yet, and the end behind it', () => {
    const { clock, network, seen, dial } = start();
    network.serve('broker.example', 1883);
    const stream = dial('broker.example', 1883);
    clock.advance(50);
    stream.hold(true);
    network.peers[0]?.send(latin1Bytes('late'));
    network.peers[0]?.end();
    clock.advance(50);
    expect(seen).toEqual(['open 192.0.2.1:1883']);
    stream.hold(false);
    clock.advance(50);
    expect(seen).toEqual(['open 192.0.2.1:1883', 'data late', 'end peer']);
  });

  it('keeps what a stalled peer does not read, and loses nothing of it', () => {
    const { clock, network, dial } = start();
    network.serve('broker.example', 1883);
    const stream = dial('broker.example', 1883);
    clock.advance(50);
    const peer = network.peers[0];
    peer?.stall(true);
    expect(stream.write(latin1Bytes('abc'))).toBe(true);
    clock.advance(50);
    expect(stream.buffered).toBe(3);
    peer?.stall(false);
    clock.advance(50);
    expect([stream.buffered, latin1Text(peer?.received ?? new Uint8Array())]).toEqual([0, 'abc']);
    stream.close();
    clock.advance(50);
    expect([peer?.ended, stream.write(latin1Bytes('x'))]).toEqual(['local', false]);
  });

  it('dials in at a server of the modem, and only at one', () => {
    const { clock, network } = start();
    const seen: string[] = [];
    const events: StreamEvents = {
      onOpen: () => undefined,
      onData: (bytes) => seen.push(latin1Text(bytes)),
      onEnd: (reason) => seen.push(reason),
    };
    network.listen(8080, {
      onListening: (port) => seen.push(`listening ${port}`),
      onClient(stream, { port }) {
        seen.push(`client ${port}`);
        stream.write(latin1Bytes('welcome'));
        return events;
      },
      onEnd: (reason) => seen.push(reason),
    });
    expect(network.dialIn(8081)).toBeNull();
    const client = network.dialIn(8080);
    clock.advance(50);
    client?.send(latin1Bytes('GET'));
    client?.end('reset');
    clock.advance(50);
    expect(seen).toEqual(['listening 8080', 'client 50000', 'GET', 'reset']);
    expect(latin1Text(client?.received ?? new Uint8Array())).toBe('welcome');
  });
});
