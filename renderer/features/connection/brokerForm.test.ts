import { expect, test } from 'vitest';
import { brokerFormOf, isListen, isLoopback, parseBrokerForm } from './brokerForm.ts';

const form = {
  ...{ host: '127.0.0.1', tcp: true, port: '1883', tls: false, tlsPort: '8883' },
  ...{ ws: true, wsPort: '9001', wss: false, wssPort: '9443' },
};

test('good fields become what the bench takes, and back', () => {
  const listen = parseBrokerForm(form);
  expect(listen).toEqual({ host: '127.0.0.1', port: 1883, wsPort: 9001 });
  expect(isListen(listen) && brokerFormOf(listen)).toEqual(form);
});

test('without WebSocket its port does not matter', () => {
  expect(parseBrokerForm({ ...form, ws: false, wsPort: 'x' })).toEqual({ host: '127.0.0.1', port: 1883, wsPort: null });
});

test.each([
  [{ ...form, host: ' ' }, ['host']],
  [{ ...form, port: '' }, ['port']],
  [{ ...form, port: '65536' }, ['port']],
  [{ ...form, port: '-1' }, ['port']],
  [{ ...form, port: '18 83' }, ['port']],
  [{ ...form, wsPort: 'abc' }, ['wsPort']],
  [{ ...form, wsPort: '1883' }, ['wsPort']],
  [{ ...form, host: '', port: 'x', wsPort: 'y' }, ['host', 'port', 'wsPort']],
  [{ ...form, tls: true, tlsPort: '1883' }, ['tlsPort']],
  [{ ...form, wss: true, wssPort: '' }, ['wssPort']],
  [{ ...form, tcp: false, ws: false }, ['port']],
])('%o has trouble with %o', (bad, fields) => {
  const parsed = parseBrokerForm(bad);
  expect(isListen(parsed)).toBe(false);
  expect(Object.keys(parsed)).toEqual(fields);
});

test('all four, and TLS alone', () => {
  const all = parseBrokerForm({ ...form, tls: true, wss: true });
  expect(all).toEqual({ host: '127.0.0.1', port: 1883, tlsPort: 8883, wsPort: 9001, wssPort: 9443 });
  expect(isListen(all) && brokerFormOf(all)).toEqual({ ...form, tls: true, wss: true });
  const alone = parseBrokerForm({ ...form, tcp: false, port: 'x', tls: true, ws: false });
  expect(alone).toEqual({ host: '127.0.0.1', tcp: false, port: 1883, tlsPort: 8883, wsPort: null });
});

test('port 0 may stand twice: any free port', () => {
  expect(parseBrokerForm({ ...form, port: '0', wsPort: '0' })).toEqual({ host: '127.0.0.1', port: 0, wsPort: 0 });
});

test.each([
  ['127.0.0.1', true],
  ['127.1.2.3', true],
  ['localhost', true],
  ['::1', true],
  ['0.0.0.0', false],
  ['192.168.1.20', false],
])('%s is loopback: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});
