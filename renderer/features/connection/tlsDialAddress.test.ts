import { expect, test } from 'vitest';
import { tlsDialAddress } from './tlsDialAddress.ts';

const LISTEN = { host: '0.0.0.0', port: 1883, wsPort: null };
const LAN = [{ address: '192.168.1.20' }];
const on = (tls: string) => ({ listen: LISTEN, addresses: { tcp: '', tls, ws: '', wss: '' } });

test.each([
  ['open to the network', on('0.0.0.0:8884'), LAN, '192.168.1.20:8884'],
  ['on one address', on('192.168.7.1:8883'), LAN, '192.168.7.1:8883'],
  ['this computer only', on('127.0.0.1:8883'), LAN, '192.168.1.20:8883'],
  ['off', on(''), LAN, '192.168.1.20:8883'],
  ['no network', on('0.0.0.0:8883'), [], '127.0.0.1:8883'],
  ['IPv6', on('[::]:8883'), [{ address: '2001:db8::7' }], '[2001:db8::7]:8883'],
])('%s', (_name, broker, lan, expected) => {
  expect(tlsDialAddress(broker, lan)).toBe(expected);
});
