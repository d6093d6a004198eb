import { describe, expect, it } from 'vitest';
import { hostPort, parseConsoleUrl, withoutUserInfo } from './consoleUrl.ts';

describe('parseConsoleUrl', () => {
  it('knows the own broker', () => {
    expect(parseConsoleUrl(' bench: ')).toMatchObject({
      ok: true,
      value: { address: { kind: 'local', url: 'bench:' } },
    });
  });

  it.each([
    ['mqtt://broker.example', { scheme: 'mqtt', host: 'broker.example', port: 1883, path: '' }],
    ['mqtt://broker.example/', { scheme: 'mqtt', host: 'broker.example', port: 1883, path: '' }],
    ['MQTT://broker.example:2883', { scheme: 'mqtt', host: 'broker.example', port: 2883 }],
    ['mqtts://broker.example', { scheme: 'mqtts', port: 8883 }],
    ['mqtt://[::1]:1884', { host: '::1', port: 1884 }],
    ['mqtt://192.0.2.7', { host: '192.0.2.7' }],
    ['mqtt://bücher.example', { host: 'xn--bcher-kva.example' }],
    ['ws://broker.example', { scheme: 'ws', port: 80, path: '/' }],
    ['ws://broker.example:8083/mqtt', { port: 8083, path: '/mqtt' }],
    ['wss://broker.example/mqtt?token=7#x', { scheme: 'wss', port: 443, path: '/mqtt?token=7' }],
  ])('%s', (url, address) => {
    expect(parseConsoleUrl(url)).toMatchObject({ ok: true, value: { address, username: '', password: '' } });
  });

  it('takes user name and password out of the url', () => {
    const parsed = parseConsoleUrl('mqtt://bench:p%40ss%2Fword@broker.example:1883');
    expect(parsed).toMatchObject({ ok: true, value: { username: 'bench', password: 'p@ss/word' } });
    expect(parsed.ok && parsed.value.address.url).toBe('mqtt://broker.example:1883');
  });

  it.each([
    [''],
    ['broker.example:1883'],
    ['http://broker.example'],
    ['mqtt:broker.example'],
    ['mqtt://'],
    ['mqtt:///topic'],
    ['mqtt://broker.example:65536'],
    ['mqtt://broker.example:0'],
    ['mqtt://broker example'],
    ['mqtt://bro%00ker'],
    ['mqtt://bro%ZZker'],
    ['mqtt://us%ZZer@broker.example'],
    ['mqtt://broker.example/plant/7'],
    ['mqtts://broker.example?x=1'],
    ['bench:1883'],
    ['bench://'],
    ['javascript:alert(1)'],
  ])('refuses %j', (url) => {
    expect(parseConsoleUrl(url)).toMatchObject({ ok: false, error: { code: 'bad-url' } });
  });
});

describe('withoutUserInfo', () => {
  it.each([
    ['bench:', 'bench:'],
    ['mqtt://broker.example:1883', 'mqtt://broker.example:1883'],
    ['mqtt://user:secret@broker.example:1883', 'mqtt://broker.example:1883'],
    ['wss://user@broker.example/mqtt?a=b@c', 'wss://broker.example/mqtt?a=b@c'],
    ['mqtt://user:se/cret@broker.example', 'mqtt://broker.example'], // cannot be dialled, holds a secret all the same
    ['mqtt://user:se@cret@broker.example:99999', 'mqtt://broker.example:99999'],
    ['nonsense', 'nonsense'],
  ])('%s', (url, expected) => {
    expect(withoutUserInfo(url)).toBe(expected);
  });
});

describe('hostPort', () => {
  it.each([
    ['broker.example', 1883, 'broker.example:1883'],
    ['::1', 8883, '[::1]:8883'],
  ])('%s', (host, port, expected) => {
    expect(hostPort({ host, port })).toBe(expected);
  });
});
