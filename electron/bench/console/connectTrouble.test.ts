import { describe, expect, it } from 'vitest';
import { certificateTrouble } from './certificateTrouble.ts';
import {
  closedEarlyTrouble,
  dialTrouble,
  earlyTrouble,
  refusedTrouble,
  serverDisconnectTrouble,
} from './connectTrouble.ts';
import { parseConsoleUrl, type RemoteAddress } from './consoleUrl.ts';

function address(url: string): RemoteAddress {
  const parsed = parseConsoleUrl(url);
  if (!parsed.ok || parsed.value.address.kind !== 'remote') throw new Error(`${url} is no remote url`);
  return parsed.value.address;
}
const BROKER = address('mqtt://broker.example:1883');
const failure = (code: string): Error => Object.assign(new Error(`connect ${code}`), { code });

describe('dialTrouble', () => {
  it.each([
    ['ECONNREFUSED', 'unreachable', 'Nothing listens on broker.example:1883'],
    ['ENOTFOUND', 'unreachable', 'no host named broker.example'],
    ['EAI_AGAIN', 'unreachable', 'could not be looked up'],
    ['ETIMEDOUT', 'unreachable', 'does not answer'],
    ['EHOSTUNREACH', 'unreachable', 'no way to broker.example:1883'],
    ['ENETUNREACH', 'unreachable', 'no way to'],
    ['EACCES', 'failed', 'firewall'],
    ['ECONNRESET', 'failed', 'does this port expect TLS'],
    ['EWHATEVER', 'failed', 'connect EWHATEVER'],
  ])('%s', (code, expected, words) => {
    expect(dialTrouble(failure(code), BROKER)).toMatchObject({
      code: expected,
      message: expect.stringContaining(words),
      lasting: false,
    });
  });

  it.each([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'signed by itself'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate (PEM)'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate (PEM)'],
    ['CERT_HAS_EXPIRED', 'expired'],
    ['CERT_NOT_YET_VALID', 'clock of this machine'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'another host name'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'does not speak TLS'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'client certificate'],
    ['ERR_SSL_NO_SUITABLE_SIGNATURE_ALGORITHM', 'TLS handshake with broker.example:1883 failed'],
    ['EPROTO', 'TLS handshake'],
  ])('%s is for good', (code, words) => {
    expect(dialTrouble(failure(code), BROKER)).toMatchObject({
      code: 'failed',
      message: expect.stringContaining(words),
      lasting: true,
    });
  });

  it('takes what is no error with a code', () => {
    expect(dialTrouble('odd', BROKER)).toMatchObject({ code: 'failed', message: expect.stringContaining('odd') });
    expect(dialTrouble(Object.assign(new Error('n'), { code: 7 }), BROKER).code).toBe('failed');
  });
});

it.each([
  ['mqtt://h', 'mqtts://'],
  ['mqtts://h', 'mqtt://'],
  ['ws://h', 'wss://'],
  ['wss://h', 'ws://'],
])('a connection to %s that ends at once names the schemes to try', (url, scheme) => {
  expect(closedEarlyTrouble(address(url)).message).toContain(scheme);
});

it('certificateTrouble leaves alone what is no TLS', () => {
  expect(certificateTrouble('ECONNREFUSED', BROKER)).toBeUndefined();
  expect(certificateTrouble('', BROKER)).toBeUndefined();
});

// 3.1.1 table 3.1; 5.0 section 3.2.2.2.
it.each([
  [1, 'protocol version not accepted (CONNACK code 1). Choose the other MQTT version.', true],
  [2, 'Choose another client id', true],
  [3, 'server unavailable', false],
  [4, 'bad user name or password', true],
  [5, 'not authorized', true],
  [6, 'a code MQTT does not define', true],
  [0x84, 'unsupported protocol version (CONNACK code 0x84)', true],
  [0x86, 'bad user name or password', true],
  [0x89, 'server busy', false],
  [0x97, 'quota exceeded', false],
  [0x8a, 'banned', true],
  [0xff, 'a code MQTT does not define (CONNACK code 0xff)', true],
])('refusal %s', (code, words, lasting) => {
  expect(refusedTrouble(code)).toMatchObject({ code: 'refused', message: expect.stringContaining(words), lasting });
});

it.each([
  [0x8e, 'session taken over. Another client uses the client id c1.'],
  [0x8b, 'server shutting down.'],
  [0x00, 'normal disconnection.'],
  [0x77, 'reason code 0x77.'],
])('5.0 DISCONNECT with %s', (code, words) => {
  expect(serverDisconnectTrouble(code, 'c1').message).toContain(words);
});

it('passes on what the broker says beside its code', () => {
  expect(refusedTrouble(0x97, 'five clients a user').message).toMatch(/The broker says: "five clients a user"\./);
  expect(serverDisconnectTrouble(0x8b, 'c1', 'back at 6').message).toMatch(/The broker says: "back at 6"\./);
});

it('knows a certificate that was missed from a connection that just ended', () => {
  const missed = Object.assign(new Error('alert'), { code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' });
  expect(earlyTrouble(missed, BROKER).message).toContain('client certificate');
  expect(earlyTrouble(new Error('gone'), BROKER)).toEqual(closedEarlyTrouble(BROKER));
  expect(earlyTrouble(missed, undefined)).toEqual(closedEarlyTrouble(undefined));
});
