import { describe, expect, test } from 'vitest';
import { formatAddress, isLoopback, isWildcard, parseListenAddress } from './listenAddress.ts';

describe('parseListenAddress', () => {
  test.each([
    ['127.0.0.1:4180', { host: '127.0.0.1', port: 4180 }],
    ['0.0.0.0:80', { host: '0.0.0.0', port: 80 }],
    ['[::1]:4180', { host: '::1', port: 4180 }],
    ['[::]:0', { host: '::', port: 0 }],
    ['bench-pi.example:65535', { host: 'bench-pi.example', port: 65_535 }],
    ['4180', { host: '127.0.0.1', port: 4180 }],
    [':4180', { host: '127.0.0.1', port: 4180 }],
    [' 127.0.0.1:1883 ', { host: '127.0.0.1', port: 1883 }],
  ])('reads %s', (text, expected) => expect(parseListenAddress(text)).toEqual(expected));

  test.each([
    '',
    ':',
    '127.0.0.1',
    '127.0.0.1:',
    '127.0.0.1:65536',
    '127.0.0.1:-1',
    '127.0.0.1:1e3',
    '::1:4180',
    'http://127.0.0.1:4180',
    'a b:1',
    'user@host:1',
    '127.0.0.1:4180/x',
  ])('refuses %j', (text) => expect(parseListenAddress(text)).toBeUndefined());
});

test.each([
  ['127.0.0.1', 1883, '127.0.0.1:1883'],
  ['::1', 1883, '[::1]:1883'],
])('formats %s', (host, port, text) => {
  expect(formatAddress(host, port)).toBe(text);
  expect(parseListenAddress(text)).toEqual({ host, port });
});

test.each([
  ['127.0.0.1', true, false],
  ['127.8.9.10', true, false],
  ['::1', true, false],
  ['localhost', true, false],
  ['0.0.0.0', false, true],
  ['::', false, true],
  ['192.168.1.20', false, false],
  ['127.example', false, false],
  ['', false, false],
])('%s: loopback %s, wildcard %s', (host, loopback, wildcard) => {
  expect([isLoopback(host), isWildcard(host)]).toEqual([loopback, wildcard]);
});
