import { describe, expect, it } from 'vitest';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { createFakeNetwork } from './fakeNetwork.testkit.ts';
import { mapNetwork, type NetMapping, parseNetMapping } from './mapNetwork.ts';
import type { ConnectRequest, NetEnd } from './modemNetwork.ts';

describe('parseNetMapping', () => {
  it.each<[string, NetMapping]>([
    ['broker.example=127.0.0.1:1883', { host: 'broker.example', port: null, to: { host: '127.0.0.1', port: 1883 } }],
    [' Broker.Example:8883=bench-pi:1 ', { host: 'broker.example', port: 8883, to: { host: 'bench-pi', port: 1 } }],
    ['192.0.2.7:1883=localhost:65535', { host: '192.0.2.7', port: 1883, to: { host: 'localhost', port: 65_535 } }],
    ['*=127.0.0.1:1883', { host: '*', port: null, to: { host: '127.0.0.1', port: 1883 } }],
    ['*:8883=127.0.0.1:8884', { host: '*', port: 8883, to: { host: '127.0.0.1', port: 8884 } }],
  ])('%s', (text, mapping) => {
    expect(parseNetMapping(text)).toEqual({ ok: true, value: mapping });
  });

  it.each([
    ...['', '=', 'broker.example', 'broker.example=', 'broker.example=127.0.0.1', '=127.0.0.1:1883'],
    ...['a:0=b:1', 'a:65536=b:1', 'a=b:0', 'a=b:65536', 'a=b:1:2', 'a:x=b:1', '*.example=b:1', 'a=*:1', 'a b=c:1'],
    ...['tcp://a=b:1', 'a=b=c:1'],
  ])('refuses %j', (text) => {
    expect(parseNetMapping(text)).toMatchObject({ ok: false, error: { code: 'bad-mapping' } });
  });
});

function setUp(...texts: readonly string[]) {
  const clock = createFakeClock();
  const inner = createFakeNetwork(clock);
  const network = mapNetwork(
    inner,
    texts.map((text) => {
      const mapping = parseNetMapping(text);
      if (!mapping.ok) throw new Error(mapping.error.message);
      return mapping.value;
    }),
  );
  return {
    ...{ clock, inner, network },
    /** Where a connection comes out, or why it does not. */
    dial(host: string, port: number, change: Partial<ConnectRequest> = {}): string {
      let answer = 'nothing';
      const end = (reason: NetEnd): void => {
        answer = reason;
      };
      const opened = inner.peers.length;
      network.connect(
        { host, port, timeoutMs: 1000, tls: null, ...change },
        { onOpen: () => undefined, onData: () => undefined, onEnd: end },
      );
      clock.advance(2000);
      const request = inner.peers[opened]?.request ?? null;
      return request === null ? answer : `${request.host}:${request.port}`;
    },
    resolve(host: string): string {
      let answer = '';
      network.resolve(host, (result) => {
        answer = result.ok ? result.value : result.error.code;
      });
      clock.advance(2000);
      return answer;
    },
  };
}

describe('mapNetwork', () => {
  it.each([
    [['broker.example=local.example:1883'], 'BROKER.example', 8883, 'local.example:1883'],
    [['broker.example:8883=local.example:1883'], 'broker.example', 8883, 'local.example:1883'],
    [['broker.example:8883=local.example:1883'], 'broker.example', 1884, 'broker.example:1884'],
    [['192.0.2.200=local.example:1883'], '192.0.2.200', 80, 'local.example:1883'],
    [['*=local.example:1883'], 'anything.example', 4711, 'local.example:1883'],
    [['other.example=local.example:1884', '*=local.example:1883'], 'other.example', 1, 'local.example:1884'],
    [['*=local.example:1883', 'other.example=local.example:1884'], 'other.example', 1, 'local.example:1883'],
    [['a.example=b.example:1', 'b.example=local.example:1883'], 'b.example', 1, 'local.example:1883'],
    [[], 'broker.example', 1884, 'broker.example:1884'],
  ])('%j takes %s:%d to %s', (mappings, host, port, target) => {
    const { inner, dial } = setUp(...mappings);
    inner.serve('broker.example', 1884);
    inner.serve('local.example', 1883);
    inner.serve('local.example', 1884);
    expect(dial(host, port)).toBe(target);
  });

  it('resolves a mapped name that does not exist, and its address leads there too', () => {
    const { inner, dial, resolve } = setUp(
      'broker.example:8883=local.example:1883',
      'second.example=local.example:1883',
    );
    inner.serve('local.example', 1883);
    const address = resolve('broker.example');
    expect(address).toBe('198.18.0.1');
    expect(resolve('Broker.example')).toBe(address);
    expect(resolve('second.example')).toBe('198.18.0.2');
    expect(dial(address, 8883)).toBe('local.example:1883');
    // Not mapped: the real one is meant, which does not exist here.
    expect(dial(address, 1883)).toBe('dns');
    inner.serve('broker.example', 1883);
    expect(dial(address, 1883)).toBe('broker.example:1883');
  });

  it.each([
    ['unknown.example', 'dns'],
    ['192.0.2.7', '192.0.2.7'],
  ])('leaves %s alone', (host, answer) => {
    expect(setUp('broker.example=local.example:1883').resolve(host)).toBe(answer);
  });

  it('gives no more names than it can keep', () => {
    const { resolve } = setUp('*=local.example:1883');
    for (let i = 0; i < 1024; i += 1) resolve(`n${i}.example`);
    expect(resolve('n1023.example')).toBe('198.18.4.0');
    expect(resolve('one-more.example')).toBe('dns');
  });

  it('keeps what is asked of TLS', () => {
    const { inner, dial } = setUp('*=local.example:8883');
    inner.serve('local.example', 8883);
    const tls = {
      ...{ versions: ['TLSv1.2', 'TLSv1.2'] as const, verify: false, ignoreTime: true, serverName: 'broker.example' },
      ...{ ca: null, certificate: null, key: null, keyPassword: '' },
    };
    dial('broker.example', 8883, { tls });
    expect(inner.peers[0]?.request).toMatchObject({ host: 'local.example', tls: { serverName: 'broker.example' } });
  });

  it('maps datagrams and echo requests', () => {
    const { clock, inner, network } = setUp('meter.example:5683=local.example:5684');
    const heard: string[] = [];
    inner.serveUdp('local.example', 5684, (_bytes, reply) => reply(Uint8Array.of(2)));
    const socket = network.bindUdp(0, {
      onDatagram: (bytes) => heard.push(`got ${bytes[0]}`),
      onEnd: () => undefined,
    });
    socket.send(Uint8Array.of(1), { address: 'meter.example', port: 5683 }, (sent) => heard.push(`sent ${sent.ok}`));
    network.ping({ host: 'meter.example', bytes: 32, timeoutMs: 1000 }, (answer) => heard.push(`ping ${answer.ok}`));
    clock.advance(1000);
    expect(heard.sort()).toEqual(['got 2', 'ping true', 'sent true']);
  });
});
