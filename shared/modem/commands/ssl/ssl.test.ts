import { describe, expect, it } from 'vitest';
import { latin1Bytes } from '../../../base/latin1.ts';
import { startModem } from '../../modem.testkit.ts';
import { isUsableCertificate } from '../../session/ssl/certificateFile.ts';
import { createSslContexts } from '../../session/ssl/sslContexts.ts';

const OK = '\r\nOK\r\n';
const ERROR = '\r\nERROR\r\n';
const PEM = '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIU\nZm9yIHRlc3Rz\n-----END CERTIFICATE-----\n';
const FRESH = '4,0,1,300,"","","",0,"",0xFFFF';

describe('certificate files', () => {
  it('are taken byte for byte, listed, kept over a restart and deleted', () => {
    const { at, say } = startModem();
    expect(at('AT+CCERTLIST')).toBe(OK);
    expect(at(`AT+CCERTDOWN="ca.pem",${PEM.length}`)).toBe('\r\n>');
    expect(say(PEM.slice(0, -1))).toBe('');
    expect(say('\n')).toBe(OK);
    at('AT+CCERTDOWN="key.der",3');
    expect(say('\r\n\x1a')).toBe(OK);
    expect(at('AT+CCERTLIST')).toBe(`\r\n+CCERTLIST: "ca.pem"\r\n+CCERTLIST: "key.der"\r\n${OK}`);
    expect(at('AT+CCERTDELE="key.der"')).toBe(OK);
    expect(at('AT+CCERTDELE="key.der"')).toBe(ERROR);
    expect(at('AT+CCERTLIST')).toBe(`\r\n+CCERTLIST: "ca.pem"\r\n${OK}`);
  });

  it('swallow the next command when they are shorter than announced', () => {
    const { at, say } = startModem();
    at('AT+CCERTDOWN="ca.pem",20');
    expect(say('only 10 bytAT\r')).toBe('');
    expect(say('AT+CSQ\r')).toBe(OK);
  });

  it.each([
    ['AT+CCERTDOWN="ca.pem"'],
    ['AT+CCERTDOWN="ca.pem",0'],
    ['AT+CCERTDOWN="ca.pem",10241'],
    ['AT+CCERTDOWN="ca.txt",5'],
    ['AT+CCERTDOWN=".pem",5'],
    ['AT+CCERTDOWN=ca.pem,5'],
    [`AT+CCERTDOWN="${'c'.repeat(125)}.pem",5`],
    ['AT+CCERTDELE="nosuch.pem"'],
  ])('%s is refused', (command) => {
    expect(startModem().at(command)).toBe(ERROR);
  });

  it('have room for 64 of them, and then only for their new versions', () => {
    const { at, say } = startModem();
    for (let i = 0; i < 64; i += 1) {
      at(`AT+CCERTDOWN="c${i}.pem",1`);
      expect(say('x')).toBe(OK);
    }
    expect(at('AT+CCERTDOWN="more.pem",1')).toBe(ERROR);
    expect(at('AT+CCERTDOWN="c7.pem",1')).toBe('\r\n>');
  });

  it.each<[string, string, boolean]>([
    ['PEM', PEM, true],
    ['two in one', PEM + PEM, true],
    [
      'an encrypted key',
      '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nQUJD\n-----END RSA PRIVATE KEY-----\n',
      true,
    ],
    ['without the last line end', PEM.trimEnd(), true],
    ['CR LF', PEM.replaceAll('\n', '\r\n'), false],
    ['cut short', PEM.slice(0, -10), false],
    ['with the next command in it', `${PEM}AT+C`, false],
    ['nothing', '', false],
    ['DER', '\x30\x82\x00\x03abc', true],
    ['DER, cut short', '\x30\x82\x00\x04abc', false],
  ])('%s can be used or not', (_name, text, usable) => {
    expect(isUsableCertificate(latin1Bytes(text))).toBe(usable);
  });
});

describe('AT+CSSLCFG', () => {
  it.each([
    ['"sslversion",0,3', '3,0,1,300,"","","",0,"",0xFFFF'],
    ['"authmode",0,2', '4,2,1,300,"","","",0,"",0xFFFF'],
    ['"AUTHMODE",0,1', '4,1,1,300,"","","",0,"",0xFFFF'],
    ['"ignorelocaltime",0,0', '4,0,0,300,"","","",0,"",0xFFFF'],
    ['"negotiatetime",0,10', '4,0,1,10,"","","",0,"",0xFFFF'],
    ['"cacert",0,"ca.pem"', '4,0,1,300,"ca.pem","","",0,"",0xFFFF'],
    ['"clientcert",0,"me.der"', '4,0,1,300,"","me.der","",0,"",0xFFFF'],
    ['"clientkey",0,"key.pem"', '4,0,1,300,"","","key.pem",0,"",0xFFFF'],
    ['"enableSNI",0,1', '4,0,1,300,"","","",1,"",0xFFFF'],
    ['"keypwd",0,"letmein"', '4,0,1,300,"","","",0,"letmein",0xFFFF'],
    ['"ciphersuites",0,0x002F', '4,0,1,300,"","","",0,"",0x002F'],
  ])('%s', (setting, dump) => {
    const { at } = startModem();
    expect(at(`AT+CSSLCFG=${setting}`)).toBe(OK);
    expect(at('AT+CSSLCFG=0')).toBe(`\r\n+CSSLCFG: 0,${dump}\r\n${OK}`);
    const lines = at('AT+CSSLCFG?').trim().split('\r\n');
    expect(lines.slice(0, 2)).toEqual([`+CSSLCFG: 0,${dump}`, `+CSSLCFG: 1,${FRESH}`]);
    expect(lines.filter((line) => line.startsWith('+CSSLCFG'))).toHaveLength(10);
  });

  it.each([
    ['AT+CSSLCFG'],
    ['AT+CSSLCFG=10'],
    ['AT+CSSLCFG="sslversion",0,5'],
    ['AT+CSSLCFG="sslversion",10,4'],
    ['AT+CSSLCFG="authmode",0,4'],
    ['AT+CSSLCFG="authmode",0'],
    ['AT+CSSLCFG="negotiatetime",0,9'],
    ['AT+CSSLCFG="cacert",0,"ca.txt"'],
    ['AT+CSSLCFG="cacert",0,ca.pem'],
    ['AT+CSSLCFG="nosuch",0,1'],
    ['AT+CSSLCFG="ignorecertCN",0,1'],
  ])('%s is refused', (command) => {
    expect(startModem().at(command)).toBe(ERROR);
  });

  it('knows two more settings in the newer family', () => {
    const { at } = startModem({ settings: { profile: 'a76xx' } });
    expect(at('AT+CSSLCFG="ignorecertCN",0,1')).toBe(OK);
    expect(at('AT+CSSLCFG="password",0,"letmein"')).toBe(OK);
    expect(at('AT+CSSLCFG=0')).toContain('"letmein"');
  });
});

describe('what a TLS connection asks for', () => {
  const files = new Map([
    ['ca.pem', latin1Bytes(PEM)],
    ['crlf.pem', latin1Bytes(PEM.replaceAll('\n', '\r\n'))],
  ]);
  it.each([
    [{}, { verify: false, ca: null, certificate: null, serverName: '', versions: ['TLSv1', 'TLSv1.2'] }],
    [
      { authMode: 1, ca: 'ca.pem' },
      { verify: true, certificate: null },
    ],
    [{ authMode: 1 }, 'not-set'],
    [{ authMode: 1, ca: 'gone.pem' }, 'bad-file'],
    [{ authMode: 1, ca: 'crlf.pem' }, 'bad-file'],
    [{ authMode: 2, ca: 'ca.pem', certificate: 'ca.pem' }, 'not-set'],
    [{ authMode: 2, ca: 'ca.pem', certificate: 'ca.pem', key: 'ca.pem' }, { verify: true }],
    [
      { authMode: 3, certificate: 'ca.pem', key: 'ca.pem' },
      { verify: false, ca: null },
    ],
    [{ authMode: 3 }, 'not-set'],
    [{ sendName: true }, { serverName: 'broker.example' }],
    [{ version: 3 }, { versions: ['TLSv1.2', 'TLSv1.2'] }],
  ])('%o', (change, expected) => {
    const contexts = createSslContexts({ files });
    Object.assign(contexts.settings(4), change);
    const request = contexts.request(4, 'broker.example');
    if (typeof expected === 'string') expect(request).toMatchObject({ ok: false, error: { code: expected } });
    else expect(request).toMatchObject({ ok: true, value: expected });
    expect(contexts.request(0, 'broker.example').ok).toBe(true);
  });

  it('sends no name for an address', () => {
    const contexts = createSslContexts({ files });
    contexts.settings(0).sendName = true;
    expect(contexts.request(0, '192.0.2.7')).toMatchObject({ value: { serverName: '' } });
  });
});
