import { describe, expect, it } from 'vitest';
import type { ProxyConfig } from '#shared/contract/proxy.ts';
import { FRESH_PROXY, parseProxyForm, proxyFormOf, rememberProxy, speaksTls, urlTrouble } from './proxyForm.ts';

const TLS = { ca: 'PEM', insecure: false };
const FORM = { ...FRESH_PROXY, url: ' mqtts://broker.example ', port: '1884 ', tls: TLS };
const CONFIG: ProxyConfig = { host: '127.0.0.1', port: 1884, url: 'mqtts://broker.example', name: '', tls: TLS };

describe('the form of a proxy', () => {
  it('becomes what the bench takes, and back', () => {
    expect(parseProxyForm(FORM)).toEqual({ config: CONFIG });
    expect(parseProxyForm(proxyFormOf(CONFIG))).toEqual({ config: CONFIG });
  });

  it('sends no certificates where there is no TLS', () => {
    expect(parseProxyForm({ ...FORM, url: 'mqtt://broker.example' })).toMatchObject({
      config: { tls: FRESH_PROXY.tls },
    });
  });

  it.each([
    ['no url', { url: '' }, ['url']],
    ['a web page', { url: 'https://broker.example' }, ['url']],
    ['a login in the url', { url: 'mqtt://user:pw@broker.example' }, ['url']],
    ['no address', { host: ' ' }, ['host']],
    ['a port beyond the last', { port: '65536' }, ['port']],
    ['nothing right', { url: 'x', host: '', port: 'x' }, ['host', 'port', 'url']],
  ])('names what is wrong: %s', (_, change, fields) => {
    const parsed = parseProxyForm({ ...FORM, ...change });
    expect('errors' in parsed ? Object.keys(parsed.errors) : []).toEqual(fields);
  });
});

describe('urls', () => {
  it.each([
    ['mqtt://broker.example', true, false],
    ['MQTTS://broker.example:8884', true, true],
    ['ws://[2001:db8::1]:8083/mqtt', true, false],
    ['wss://broker.example/mqtt', true, true],
    ['mqtt://', false, false],
    ['broker.example:1883', false, false],
    ['mqtt://broker example', false, false],
  ])('%s', (url, fine, tls) => {
    expect(urlTrouble(url) === '').toBe(fine);
    expect(speaksTls(url)).toBe(tls);
  });
});

it('remembers each proxy once, the newest first', () => {
  const other = { ...CONFIG, port: 1885 };
  const renamed = { ...CONFIG, name: 'plant' };
  expect(rememberProxy([other, CONFIG], renamed, 8)).toEqual([renamed, other]);
  expect(rememberProxy([other, CONFIG], { ...CONFIG, port: 1886 }, 2)).toHaveLength(2);
});
