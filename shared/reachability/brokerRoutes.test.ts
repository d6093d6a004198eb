import { describe, expect, test } from 'vitest';
import { brokerRoutes, type Dialled, type ReachFacts } from './brokerRoutes.ts';

const OFF = { tcp: '', tls: '', ws: '', wss: '' };
const LAN = [{ name: 'eth0', address: '192.168.1.20' }];
const dial = (host: string, change: Partial<Dialled> = {}): Dialled => ({
  ...{ address: `tcp://${host}:1883`, host, port: 1883, tls: false, state: 'failed' },
  ...change,
});
const facts = (change: Partial<ReachFacts> = {}): ReachFacts => ({
  ...{ dialled: null, lan: LAN, listens: { ...OFF, tcp: '0.0.0.0:1883' } },
  ...change,
});
const route = (given: ReachFacts, kind: string) => brokerRoutes(given).find((each) => each.kind === kind);
const values = (given: ReachFacts, kind: string): string[] =>
  route(given, kind)?.values.map(({ value }) => value) ?? [];

test('what fits comes first, every way is named', () => {
  const routes = brokerRoutes(facts({ dialled: dial('broker.example') }));
  expect(routes.map(({ kind }) => kind)).toEqual(['lan', 'bridge', 'port-forward', 'tunnel', 'proxy', 'play-modem']);
  const rank = { fits: 0, needs: 1, cannot: 2 };
  const ranks = routes.map(({ fit }) => rank[fit]);
  expect(ranks).toEqual([...ranks].sort());
});

describe('the local network', () => {
  test('open: the address to dial', () => {
    expect(route(facts(), 'lan')?.fit).toBe('fits');
    expect(values(facts(), 'lan')).toEqual(['192.168.1.20:1883', 'AT+CMQTTCONNECT=0,"tcp://192.168.1.20:1883",60,1']);
  });
  test('closed: what to open', () => {
    const closed = facts({ listens: { ...OFF, tcp: '127.0.0.1:1883' } });
    expect(route(closed, 'lan')).toMatchObject({ fit: 'needs', words: expect.stringContaining('0.0.0.0') });
  });
  test('no network', () => {
    expect(route(facts({ lan: [] }), 'lan')?.fit).toBe('cannot');
  });
  test('IPv6 is dialled in brackets', () => {
    const six = facts({ lan: [{ name: 'eth0', address: '2001:db8::7' }], listens: { ...OFF, tcp: '[::]:1883' } });
    expect(values(six, 'lan')[0]).toBe('[2001:db8::7]:1883');
  });
  test('a stopped broker', () => {
    expect(route(facts({ listens: OFF }), 'lan')?.words).toContain('stopped');
  });
});

describe('the modem dials this computer', () => {
  const here = (change: Partial<Dialled>, listens: Partial<typeof OFF> = { tcp: '0.0.0.0:1883' }) =>
    route(facts({ dialled: dial('192.168.1.20', change), listens: { ...OFF, ...listens } }), 'reached');

  test.each([
    ['and came in', here({ state: 'open' }), 'fits', 'connection was made'],
    ['and did not come in', here({}), 'needs', 'mobile network'],
    ['on another port', here({ port: 1884 }), 'needs', 'does not listen on port 1884'],
    ['with TLS on the plain port', here({ tls: true }, { tcp: '0.0.0.0:1883', tls: '0.0.0.0:8883' }), 'needs', 'TLS'],
    ['and the broker is closed', here({}, { tcp: '127.0.0.1:1883' }), 'needs', '0.0.0.0'],
  ])('%s', (_name, found, fit, words) => {
    expect(found).toMatchObject({ fit, words: expect.stringContaining(words) });
  });

  test('as loopback', () => {
    expect(route(facts({ dialled: dial('127.0.0.1') }), 'reached')).toMatchObject({ fit: 'cannot' });
  });
});

test('a device on a public broker keeps it: the bridge fits', () => {
  const given = facts({ dialled: dial('broker.example', { tls: true, port: 8883 }) });
  expect(route(given, 'bridge')?.fit).toBe('fits');
  expect(values(given, 'bridge')[0]).toBe('broker.example:8883');
  expect(values(given, 'proxy')[0]).toBe('broker.example:8883');
});

test('a private address cannot be bridged', () => {
  expect(route(facts({ dialled: dial('10.0.0.9') }), 'bridge')?.fit).toBe('needs');
});

test('a public address of this computer needs no forwarding', () => {
  const given = facts({ lan: [{ name: 'eth0', address: '203.0.113.9' }] });
  expect(route(given, 'port-forward')?.fit).toBe('fits');
  expect(values(facts(), 'port-forward')).toContain('192.168.1.20:1883');
});

test('the played modem leads the dialled name here', () => {
  expect(values(facts({ dialled: dial('broker.example') }), 'play-modem')).toEqual([
    'modemscope modem --port /dev/ttyUSB0 --map broker.example:1883=127.0.0.1:1883',
  ]);
});

test('the tunnel ends at the listener', () => {
  expect(values(facts(), 'tunnel')[0]).toBe('ssh -N -R 0.0.0.0:1883:127.0.0.1:1883 user@server.example');
});
