import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ProxyConfig, RemoteTls } from '#shared/contract/proxy.ts';
import { checkProxyTarget, dialsListener } from './proxyTarget.ts';

const CA = readFileSync(new URL('../../../test/fixtures/tls/ca.pem', import.meta.url), 'utf8');
const KEY = readFileSync(new URL('../../../test/fixtures/tls/localhost.key', import.meta.url), 'utf8');

const check = (url: string, tls: Partial<RemoteTls> = {}) => {
  const config: ProxyConfig = {
    name: '',
    host: '127.0.0.1',
    port: 1884,
    url,
    tls: { ca: '', insecure: false, ...tls },
  };
  return checkProxyTarget(config);
};

describe('the target of a proxy', () => {
  it.each([
    ['mqtt://broker.example', { scheme: 'mqtt', host: 'broker.example', port: 1883 }],
    ['mqtts://broker.example', { scheme: 'mqtts', port: 8883 }],
    ['ws://broker.example/mqtt', { scheme: 'ws', port: 80, path: '/mqtt' }],
    ['wss://[2001:db8::1]:8084/mqtt', { scheme: 'wss', host: '2001:db8::1', port: 8084 }],
  ])('%s is taken', (url, address) => expect(check(url)).toMatchObject({ ok: true, value: address }));

  it.each([
    ['bench:'],
    ['http://broker.example'],
    ['mqtt://'],
    ['mqtt://user:pw@broker.example'],
    ['mqtt://u@h.example'],
  ])('%s is refused', (url) => expect(check(url)).toMatchObject({ ok: false, error: { code: 'bad-url' } }));
});

describe('the certificates to trust', () => {
  const url = 'mqtts://broker.example';
  it.each([
    ['none', ''],
    ['one', CA],
    ['one among other text', `subject=CN\n${CA}\n# end`],
    ['two', `${CA}\n${CA}`],
  ])('%s', (_, ca) => expect(check(url, { ca })).toMatchObject({ ok: true }));

  it.each([
    ['no PEM', 'MIIB'],
    ['a private key beside it', `${CA}${KEY}`],
    ['a certificate with its middle missing', `${CA.slice(0, 100)}\n-----END CERTIFICATE-----`],
    ['a certificate cut short', CA.slice(0, 200)],
  ])('%s is refused', (_, ca) => {
    expect(check(url, { ca })).toMatchObject({ ok: false, error: { code: 'bad-certificate' } });
  });
});

describe('a proxy that would dial itself', () => {
  it.each<readonly [target: string, host: string, port: number, expected: boolean]>([
    ['localhost:1884', '127.0.0.1', 1884, true],
    ['127.0.0.1:1884', '127.0.0.1', 1884, true],
    ['::1:1884', '0.0.0.0', 1884, true],
    ['192.0.2.7:1884', '0.0.0.0', 1884, true],
    ['192.0.2.7:1884', '192.0.2.7', 1884, true],
    ['192.0.2.7:1884', '127.0.0.1', 1884, false],
    ['127.0.0.1:1883', '127.0.0.1', 1884, false],
    ['broker.example:1884', '0.0.0.0', 1884, false],
    ['192.0.2.8:1884', '0.0.0.0', 1884, false],
  ])('%s, listening on %s port %i: %s', (target, host, port, expected) => {
    const at = target.lastIndexOf(':');
    const dialled = { host: target.slice(0, at), port: Number(target.slice(at + 1)) };
    expect(dialsListener(dialled, host, port, ['192.0.2.7', '127.0.0.1'])).toBe(expected);
  });
});
