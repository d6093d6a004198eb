import { describe, expect, test } from 'vitest';
import { findIn, severitiesIn } from '../../capture.testkit.ts';
import {
  CONNECT_BYTES,
  DIAL,
  DIAL_TLS,
  dialogue,
  NET_OPEN,
  STARTED,
  STARTED_TLS,
  sent,
} from '../../dialogue.testkit.ts';
import { handshake } from './handshake.ts';
import { noCertificate } from './noCertificate.ts';
import { plainToTlsPort } from './plainToTlsPort.ts';
import { sniOff } from './sniOff.ts';

const ssl = (key: string, value: string): readonly string[] => [`> AT+CSSLCFG="${key}",0,${value}`, 'OK'];
const tls = (settings: readonly string[], ...rest: readonly string[]): string =>
  dialogue(...settings, ...STARTED_TLS, ...DIAL_TLS, ...rest);

describe('tls.handshake', () => {
  test.each([
    ['MQTT', tls([], '+CMQTTCONNECT: 0,32')],
    ['a TLS socket', dialogue('> AT+CCHOPEN=0,"broker.example",8883', 'OK', '+CCHOPEN: 0,15')],
    [
      'HTTPS',
      dialogue('> AT+HTTPPARA="URL","https://api.example"', 'OK', '> AT+HTTPACTION=0', 'OK', '+HTTPACTION: 0,715,0'),
    ],
    ['the modem’s side alone', dialogue('+CMQTTCONNECT: 0,32')],
  ])('a fault: %s', (_, text) => {
    expect(severitiesIn(handshake, text)).toEqual(['fault']);
  });

  test('lists what was set and what was not', () => {
    const settings = [...ssl('authmode', '1'), ...ssl('cacert', '"ca.pem"'), ...ssl('ignorelocaltime', '0')];
    const [found] = findIn(handshake, tls(settings, '+CMQTTCONNECT: 0,32'));
    expect(found?.detail).toContain('the server is verified (1)');
    expect(found?.detail).toContain('CA certificate: ca.pem');
    expect(found?.detail).toContain('server name (SNI): not set here');
    expect(found?.detail).toContain('clock check: on; clock: not set here');
    expect(found?.advice).toMatch(/^The server name \(SNI\) is off/);
  });

  test('a context chosen by AT+CMQTTSSLCFG is the one that is listed', () => {
    const text = dialogue(
      '> AT+CSSLCFG="enableSNI",2,1',
      'OK',
      ...STARTED_TLS,
      '> AT+CMQTTSSLCFG=0,2',
      'OK',
      ...DIAL_TLS,
      '+CMQTTCONNECT: 0,32',
    );
    expect(findIn(handshake, text)[0]?.detail).toContain('TLS context 2.');
    expect(findIn(handshake, text)[0]?.detail).toContain('(SNI): on');
  });

  test.each([
    ['it succeeds', tls([], '+CMQTTCONNECT: 0,0'), []],
    ['TLS cannot start', tls([], '+CMQTTCONNECT: 0,34'), []],
    ['the next try succeeds', tls([], '+CMQTTCONNECT: 0,32', ...DIAL_TLS, '+CMQTTCONNECT: 0,0'), ['warning']],
  ])('%s', (_, text, expected) => {
    expect(severitiesIn(handshake, text)).toEqual(expected);
  });
});

describe('tls.no-certificate', () => {
  test.each([
    ['not set', tls(ssl('authmode', '2'), '+CMQTTCONNECT: 0,33'), 'Not set here: cacert, clientcert, clientkey'],
    [
      'not listed',
      tls(
        ['> AT+CCERTLIST', '+CCERTLIST: "old.pem"|OK', ...ssl('authmode', '1'), ...ssl('cacert', '"ca.pem"')],
        '+CMQTTCONNECT: 0,34',
      ),
      "Not in the modem's list: ca.pem",
    ],
    [
      'uploaded with CR LF',
      tls(['> AT+CCERTDOWN="ca.pem",6', '>', '>> ab\\r\\ncd', 'OK'], '+CMQTTCONNECT: 0,34'),
      'ca.pem was uploaded with CR LF',
    ],
  ])('a fault: %s', (_, text, words) => {
    const [found] = findIn(noCertificate, text);
    expect(found?.severity).toBe('fault');
    expect(found?.detail).toContain(words);
  });

  test('a failed handshake is none', () => {
    expect(severitiesIn(noCertificate, tls([], '+CMQTTCONNECT: 0,32'))).toEqual([]);
  });
});

describe('tls.sni-off', () => {
  test.each([
    ['switched off', tls(ssl('enableSNI', '0'), '+CMQTTCONNECT: 0,32'), ['warning']],
    ['never switched on', tls(ssl('authmode', '1'), '+CMQTTCONNECT: 0,32'), ['warning']],
    ['switched on', tls(ssl('enableSNI', '1'), '+CMQTTCONNECT: 0,32'), []],
    ['not in the capture', tls([], '+CMQTTCONNECT: 0,32'), []],
    ['another context', tls(['> AT+CSSLCFG="enableSNI",3,0', 'OK'], '+CMQTTCONNECT: 0,32'), []],
    ['it works without', tls(ssl('enableSNI', '0'), '+CMQTTCONNECT: 0,0'), ['note']],
    ['it works, and nothing was set', tls(ssl('authmode', '0'), '+CMQTTCONNECT: 0,0'), []],
    ['without TLS', dialogue(...ssl('enableSNI', '0'), ...STARTED, ...DIAL, '+CMQTTCONNECT: 0,3'), []],
    [
      'to an address',
      dialogue(
        ...ssl('enableSNI', '0'),
        ...STARTED_TLS,
        '> AT+CMQTTCONNECT=0,"tcp://203.0.113.9:8883",60,1',
        'OK',
        '+CMQTTCONNECT: 0,32',
      ),
      [],
    ],
  ])('%s', (_, text, expected) => {
    expect(severitiesIn(sniOff, text)).toEqual(expected);
  });
});

describe('tls.plain-to-tls-port', () => {
  const toTls = [...NET_OPEN, '> AT+CIPOPEN=0,"TCP","broker.example",8883', 'OK', '+CIPOPEN: 0,0'];

  test.each([
    ['plain to 8883, closed', dialogue(...STARTED, ...DIAL_TLS, '+CMQTTCONNECT: 0,26'), ['fault']],
    ['plain to 8883, no answer', dialogue(...STARTED, ...DIAL_TLS, '+CMQTTCONNECT: 0,17'), ['fault']],
    ['TLS, closed by the server', tls(ssl('authmode', '0'), '+CMQTTCONNECT: 0,26'), ['fault']],
    ['closed, the modem’s side alone', dialogue('+CMQTTCONNECT: 0,26'), ['fault']],
    ['MQTT of its own to 8883', dialogue(...toTls, ...sent(22, CONNECT_BYTES), '+IPCLOSE: 0,1'), ['fault']],
    ['plain to 8883, no result yet', dialogue(...STARTED, ...DIAL_TLS), ['warning']],
    ['plain to 8883 works', dialogue(...STARTED, ...DIAL_TLS, '+CMQTTCONNECT: 0,0'), []],
    ['plain to 8883, not reached', dialogue(...STARTED, ...DIAL_TLS, '+CMQTTCONNECT: 0,3'), []],
    ['plain to 8883, refused by the broker', dialogue(...STARTED, ...DIAL_TLS, '+CMQTTCONNECT: 0,30'), []],
    ['TLS of the MCU to 8883', dialogue(...toTls, ...sent(5, '\\x16\\x03\\x01\\x00\\x00'), '+IPCLOSE: 0,1'), []],
    ['plain to 1883', dialogue(...STARTED, ...DIAL, '+CMQTTCONNECT: 0,3'), []],
  ])('%s', (_, text, expected) => {
    expect(severitiesIn(plainToTlsPort, text)).toEqual(expected);
  });
});
