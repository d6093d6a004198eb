import { describe, expect, test } from 'vitest';
import { isHostName, parseAddress, unroutable } from './brokerAddress.ts';

describe('addresses', () => {
  test.each([
    ['tcp://broker.example:1883', 'tcp', 'broker.example', 1883],
    ['tcp://Broker.Example', 'tcp', 'broker.example', null],
    ['broker.example:8883', '', 'broker.example', 8883],
    ['https://api.example/v1?x=1:2', 'https', 'api.example', null],
    ['https://user:pw@api.example:8443/v1', 'https', 'api.example', 8443],
    ['tcp://[fd00::1]:1883', 'tcp', 'fd00::1', 1883],
    ['fd00::1', '', 'fd00::1', null],
    ['', '', '', null],
  ])('%s', (text, scheme, host, port) => {
    expect(parseAddress(text)).toEqual({ scheme, host, port });
  });

  test.each([
    ['10.0.0.1', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.1', 'private'],
    ['172.32.0.1', null],
    ['172.15.0.1', null],
    ['192.168.1.20', 'private'],
    ['192.169.1.20', null],
    ['127.0.0.1', 'loopback'],
    ['169.254.7.7', 'link-local'],
    ['100.64.0.1', 'CGNAT'],
    ['100.127.0.1', 'CGNAT'],
    ['100.128.0.1', null],
    ['100.63.0.1', null],
    ['0.0.0.0', 'unspecified'],
    ['203.0.113.9', null],
    ['::1', 'loopback'],
    ['::', 'unspecified'],
    ['fd12:3456::1', 'private'],
    ['fe80::1', 'link-local'],
    ['2001:db8::1', null],
    ['::ffff:192.168.1.1', 'private'],
    ['localhost', 'local name'],
    ['bench-pc.local', 'local name'],
    ['bench-pc.local.', 'local name'],
    ['local.example', null],
    ['10.example', null],
  ])('%s is %s', (host, kind) => {
    expect(unroutable(host)).toBe(kind);
  });

  test.each([
    ['broker.example', true],
    ['203.0.113.9', false],
    ['2001:db8::1', false],
  ])('%s is a name: %s', (host, is) => {
    expect(isHostName(host)).toBe(is);
  });
});
