import { describe, expect, it } from 'vitest';
import type { BridgeState } from '#shared/contract/bridge.ts';
import type { ProxyState } from '#shared/contract/proxy.ts';
import { bridgeWords, proxyWords, relayWords } from './relayWords.ts';

const PROXY: ProxyState = {
  id: 1,
  config: { host: '127.0.0.1', port: 1884, url: 'mqtt://h.example', name: '', tls: { ca: '', insecure: false } },
  ...{ address: '127.0.0.1:1884', clientCount: 0, clients: [], connections: 0, failed: 0, trouble: '' },
};
const WAY = { forwarded: 0, dropped: 0, waiting: 0 };
const bridge = (state: BridgeState['state'], failures = 0): BridgeState => ({
  ...{ state, failures, config: null, clientId: '', link: null, localLink: null, trouble: '', guard: 'none' },
  ...{ toRemote: WAY, toLocal: WAY, suppressed: 0 },
});

describe('the chip', () => {
  it.each<readonly [string, ProxyState[], BridgeState | null, ReturnType<typeof relayWords>]>([
    ['nothing runs', [], bridge('stopped'), null],
    ['nothing is known', [], null, null],
    ['a proxy', [PROXY], bridge('stopped'), { dot: 'on', text: 'Proxy' }],
    ['two, one in trouble', [PROXY, { ...PROXY, trouble: 'x' }], null, { dot: 'trouble', text: '2 proxies' }],
    ['a bridge that connects', [], bridge('connecting'), { dot: 'busy', text: 'Bridge' }],
    ['both, the bridge in trouble', [PROXY], bridge('waiting', 2), { dot: 'trouble', text: 'Proxy · Bridge' }],
  ])('%s', (_, proxies, state, expected) => expect(relayWords(proxies, state)).toEqual(expected));
});

it('counts in words', () => {
  expect(proxyWords({ ...PROXY, clientCount: 1, connections: 3, failed: 2 })).toBe(
    '1 client now, 3 connections so far · 2 did not reach the broker',
  );
  expect(bridgeWords(bridge('waiting', 1)).text).toBe('Trying again, 1 attempt failed');
});
