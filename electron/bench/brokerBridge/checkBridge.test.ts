import { expect, test } from 'vitest';
import type { BridgeConfig } from '#shared/contract/bridge.ts';
import { checkBridge } from './checkBridge.ts';

type Input = BridgeConfig & { readonly password: string };
const INPUT: Input = {
  ...{ url: 'mqtt://broker.example', clientId: '', username: '', password: '', level: 4, clean: true, keepAlive: 60 },
  tls: { ca: '', insecure: false },
  rules: [{ direction: 'both', filter: '#', localPrefix: '', remotePrefix: '', qos: 1 }],
};

test('what the user left open is filled in; user and password may stand in the url, which is kept without them', () => {
  const checked = checkBridge({ ...INPUT, url: 'mqtts://user:p%40ss@broker.example' }, 'bridge-1');
  expect(checked).toMatchObject({
    ok: true,
    value: {
      ...{ clientId: 'bridge-1', username: 'user', password: 'p@ss', url: 'mqtts://broker.example' },
      address: { scheme: 'mqtts', port: 8883 },
    },
  });
});

test.each<readonly [string, Partial<Input>, string]>([
  ["the bench's own broker", { url: 'bench:' }, 'bad-url'],
  ['no url', { url: 'broker' }, 'bad-url'],
  ['a certificate that is none', { tls: { ca: 'x', insecure: false } }, 'bad-certificate'],
  ['a kept session without a name', { clean: false }, 'failed'],
  ['a password without a user', { password: 'x' }, 'failed'],
  ['half a character', { clientId: '\ud800' }, 'failed'],
  ['rules that overlap', { rules: [...INPUT.rules, ...INPUT.rules] }, 'bad-rule'],
])('%s is refused', (_, change, code) => {
  expect(checkBridge({ ...INPUT, ...change }, 'bridge-1')).toMatchObject({ ok: false, error: { code } });
});
