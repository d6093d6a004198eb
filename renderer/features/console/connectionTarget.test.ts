import { expect, it } from 'vitest';
import { isSecureUrl, savedOf, targetOf } from './connectionTarget.ts';

it('remembers the authority and the certificate, not the password, the key or the leave to trust anybody', () => {
  const target = { ...targetOf(null), password: 'hunter2', tls: { ca: 'CA', cert: 'C', key: 'K', insecure: true } };
  const saved = savedOf(target);
  expect(JSON.stringify(saved)).not.toMatch(/hunter2|insecure|"key"/);
  expect(targetOf(saved)).toEqual({ ...target, password: '', tls: { ca: 'CA', cert: 'C', key: '', insecure: false } });
});

it('begins with the own broker, and with what an older file knows', () => {
  expect(targetOf(null)).toMatchObject({ url: 'bench:', level: 4, clean: true, tls: { ca: '' } });
  const old = { url: 'mqtt://b.example', clientId: 'x', username: '', clean: false, keepAlive: 5, level: 5 as const };
  expect(targetOf(old)).toMatchObject({ ...old, properties: { sessionExpiry: null, user: [] } });
});

it.each([
  ['mqtts://b.example', true],
  [' WSS://b.example/mqtt', true],
  ['mqtt://b.example', false],
  ['bench:', false],
])('%s needs certificates: %s', (url, wanted) => expect(isSecureUrl(url)).toBe(wanted));
