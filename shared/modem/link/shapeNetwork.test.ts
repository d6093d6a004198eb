import { describe, expect, it } from 'vitest';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { latin1Bytes, latin1Text } from '../../base/latin1.ts';
import { createFakeNetwork } from '../fakeNetwork.testkit.ts';
import type { ConnectRequest, NetStream } from '../modemNetwork.ts';
import { CLEAR_LINK, type LinkProfile } from './linkProfile.ts';
import { shapeNetwork } from './shapeNetwork.ts';

const HOST = 'broker.example';

function setUp(change: Partial<LinkProfile>, random = () => 0.5) {
  const clock = createFakeClock();
  const inner = createFakeNetwork(clock, 0);
  inner.serve(HOST, 1883);
  let profile: LinkProfile = { ...CLEAR_LINK, ...change };
  const network = shapeNetwork(inner, { clock, random, profile: () => profile });
  const heard: string[] = [];
  const say = (what: string): void => void heard.push(`${clock.now() / 1000} ${what}`);
  return {
    ...{ clock, inner, network, heard },
    use(next: Partial<LinkProfile>) {
      profile = { ...CLEAR_LINK, ...next };
    },
    dial: (request: Partial<ConnectRequest> = {}): NetStream =>
      network.connect(
        { host: HOST, port: 1883, timeoutMs: 5000, tls: null, ...request },
        {
          onOpen: () => say('open'),
          onData: (bytes) => say(latin1Text(bytes)),
          onEnd: (reason) => say(`end ${reason}`),
        },
      ),
    peer() {
      const peer = inner.peers[0];
      if (peer === undefined) throw new Error('nobody dialled');
      return peer;
    },
  };
}

describe('a connection over a link', () => {
  it('opens after a round trip, and carries bytes one way each', () => {
    const { clock, dial, peer, heard } = setUp({ latency: 100 });
    const stream = dial();
    clock.advance(150);
    expect(stream.write(latin1Bytes('too soon'))).toBe(false);
    clock.advance(100);
    expect(stream.write(latin1Bytes('ping'))).toBe(true);
    expect(stream.buffered).toBe(4);
    clock.advance(100);
    expect(latin1Text(peer().received)).toBe('ping');
    expect(stream.buffered).toBe(0);
    peer().send(latin1Bytes('pong'));
    clock.advance(1000);
    expect(heard).toEqual(['200 open', '450 pong']);
  });

  it('takes longer to open with TLS', () => {
    const tls = {
      ...{ versions: ['TLSv1.2', 'TLSv1.2'] as const, verify: false, ignoreTime: true, serverName: '' },
      ...{ ca: null, certificate: null, key: null, keyPassword: '' },
    };
    const { clock, dial, heard } = setUp({ latency: 100 });
    dial({ tls });
    clock.advance(1000);
    expect(heard).toEqual(['600 open']);
  });

  it.each<[string, Partial<LinkProfile>]>([
    ['too slow', { latency: 300 }],
    ['dead', { timeout: 0 }],
  ])('does not open in time on a link that is %s', (_what, profile) => {
    const { clock, dial, peer, heard } = setUp(profile);
    dial({ timeoutMs: 500 });
    clock.advance(10_000);
    expect(heard).toEqual(['500 end timeout']);
    expect(peer().ended).toBe('local');
  });

  it('brings what the peer said before its end', () => {
    const { clock, dial, peer, heard } = setUp({ latency: 100, slowClose: 50, rateDown: 1 });
    dial();
    clock.advance(500);
    peer().send(latin1Bytes('x'.repeat(100)));
    clock.advance(0);
    peer().end();
    clock.advance(1000);
    expect(heard).toEqual(['200 open', `700 ${'x'.repeat(100)}`, '750 end peer']);
  });

  it('lets what was written leave after the close, of which the device hears at once', () => {
    const { clock, dial, peer, heard } = setUp({ latency: 100, rateUp: 1 });
    const stream = dial();
    clock.advance(500);
    stream.write(latin1Bytes('x'.repeat(300)));
    stream.close();
    stream.close();
    expect(stream.write(latin1Bytes('late'))).toBe(false);
    clock.advance(0);
    expect(heard).toEqual(['200 open', '500 end local']);
    expect(peer().ended).toBeNull();
    clock.advance(1000);
    expect(peer().received).toHaveLength(300);
    expect(peer().ended).toBe('local');
    expect(heard).toHaveLength(2);
  });

  it('ends at the data limit', () => {
    const { clock, dial, peer, heard } = setUp({ limitData: 3 });
    const stream = dial();
    clock.advance(0);
    stream.write(latin1Bytes('four'));
    clock.advance(0);
    expect(latin1Text(peer().received)).toBe('fou');
    expect(heard).toEqual(['0 open', '0 end reset']);
  });

  it('carries nothing on a link that dies, and ends at its time-out', () => {
    const { clock, dial, use, peer, heard } = setUp({});
    const stream = dial();
    clock.advance(1000);
    use({ timeout: 200 });
    stream.write(latin1Bytes('lost'));
    peer().send(latin1Bytes('lost'));
    clock.advance(5000);
    expect(peer().received).toHaveLength(0);
    expect(heard).toEqual(['0 open', '1200 end timeout']);
  });

  it('holds the peer back when the link does not carry its bytes away', () => {
    const { clock, dial, peer, heard } = setUp({ rateDown: 10 });
    dial();
    clock.advance(0);
    for (let i = 0; i < 200; i += 1) peer().send(new Uint8Array(1000).fill(120));
    clock.advance(60_000);
    expect(heard.slice(1).reduce((sum, line) => sum + (line.split(' ')[1]?.length ?? 0), 0)).toBe(200_000);
  });

  it('gives a device that does not read nothing, and then everything', () => {
    const { clock, dial, peer, heard } = setUp({});
    const stream = dial();
    clock.advance(0);
    stream.hold(true);
    peer().send(latin1Bytes('waits'));
    clock.advance(1000);
    expect(heard).toEqual(['0 open']);
    stream.hold(false);
    clock.advance(0);
    expect(heard).toEqual(['0 open', '1000 waits']);
  });

  it('is given up when the network takes nothing for long', () => {
    const { clock, dial, peer, heard } = setUp({});
    const stream = dial();
    clock.advance(0);
    peer().stall(true);
    for (let i = 0; i < 5; i += 1) stream.write(new Uint8Array(1_048_576));
    clock.advance(0);
    expect(heard).toEqual(['0 open', '0 end timeout']);
  });

  it('shares the rate of its radio with the others', () => {
    const { clock, network, dial, inner } = setUp({ rateUp: 1 });
    const streams = [dial(), dial()];
    expect(network).not.toBe(inner);
    clock.advance(0);
    for (const stream of streams) stream.write(new Uint8Array(1000));
    clock.advance(1500);
    expect(inner.peers.map(({ received }) => received.length)).toEqual([1000, 0]);
    clock.advance(500);
    expect(inner.peers.map(({ received }) => received.length)).toEqual([1000, 1000]);
  });
});

describe('a server behind a link', () => {
  it('hears its clients late', () => {
    const { clock, inner, network } = setUp({ latency: 100 });
    const heard: string[] = [];
    network.listen(5000, {
      onListening: (port) => heard.push(`listens ${port}`),
      onClient(stream) {
        stream.write(latin1Bytes('hello'));
        return {
          onOpen: () => heard.push('never'),
          onData: (bytes) => heard.push(`${clock.now() / 1000} ${latin1Text(bytes)}`),
          onEnd: (reason) => heard.push(`end ${reason}`),
        };
      },
      onEnd: (reason) => heard.push(`server ${reason}`),
    });
    clock.advance(0);
    const client = inner.dialIn(5000);
    clock.advance(50);
    expect(client?.received).toHaveLength(0);
    client?.send(latin1Bytes('hi'));
    clock.advance(200);
    expect(latin1Text(client?.received ?? new Uint8Array())).toBe('hello');
    client?.end();
    clock.advance(200);
    expect(heard).toEqual(['listens 5000', '150 hi', 'end peer']);
  });
});

describe('datagrams over a link', () => {
  const echo = (change: Partial<LinkProfile>, random?: () => number) => {
    const { clock, inner, network } = setUp(change, random);
    const heard: string[] = [];
    inner.serveUdp(HOST, 5683, (bytes, reply) => reply(bytes));
    const socket = network.bindUdp(0, {
      onDatagram: (bytes) => heard.push(`${clock.now() / 1000} got ${bytes.length}`),
      onEnd: (reason) => heard.push(`end ${reason}`),
    });
    const send = (size: number, host = HOST): void =>
      socket.send(new Uint8Array(size), { address: host, port: 5683 }, (sent) =>
        heard.push(sent.ok ? 'sent' : sent.error.code),
      );
    return { clock, socket, send, heard };
  };

  it.each<[string, Partial<LinkProfile>, (() => number) | undefined, readonly string[]]>([
    ['come late', { latency: 100 }, undefined, ['sent', '200 got 20']],
    ['are lost, and nobody says so', { loss: 0.5 }, () => 0.4, ['sent']],
    ['are lost when they are too long', { mtu: 47 }, undefined, ['sent']],
    ['are lost on a dead link', { timeout: 0 }, undefined, ['sent']],
  ])('%s', (_what, profile, random, expected) => {
    const { clock, send, heard } = echo(profile, random);
    send(20);
    clock.advance(5000);
    expect(heard).toEqual(expected);
  });

  it('tell of a name there is none of, of a closed socket, and drop what the buffer does not hold', () => {
    const { clock, socket, send, heard } = echo({ rateUp: 0.1 });
    send(10, 'nowhere.example');
    for (let i = 0; i < 300; i += 1) send(10);
    clock.advance(1_000_000);
    expect(heard.filter((line) => line.includes('got'))).toHaveLength(255);
    expect(heard).toContain('dns');
    socket.close();
    clock.advance(0);
    send(10);
    clock.advance(0);
    expect(heard.slice(-2)).toEqual(['end local', 'local']);
  });
});

describe('names and echo requests over a link', () => {
  it('resolves after a round trip, or not when cancelled', () => {
    const { clock, network } = setUp({ latency: 100 });
    const heard: string[] = [];
    network.resolve(HOST, (address) => heard.push(`${clock.now() / 1000} ${address.ok}`));
    const cancel = network.resolve(HOST, () => heard.push('cancelled'));
    clock.advance(50);
    cancel();
    clock.advance(1000);
    expect(heard).toEqual(['200 true']);
  });

  it.each<[string, Partial<LinkProfile>, () => number, string]>([
    ['adds the round trip', { latency: 100 }, () => 0.5, '235'],
    ['adds the time of its bytes', { rateUp: 1, rateDown: 1 }, () => 0.5, '99'],
    ['is lost', { loss: 0.5 }, () => 0.6, 'timeout'],
    ['is not lost', { loss: 0.5 }, () => 0.8, '35'],
    ['comes too late', { latency: 600 }, () => 0.5, 'timeout'],
  ])('a ping %s', (_what, profile, random, answer) => {
    const { clock, network } = setUp(profile, random);
    const heard: string[] = [];
    network.ping({ host: HOST, bytes: 32, timeoutMs: 1000 }, (given) =>
      heard.push(given.ok ? `${given.value.ms}` : given.error.code),
    );
    clock.advance(5000);
    expect(heard).toEqual([answer]);
  });
});
