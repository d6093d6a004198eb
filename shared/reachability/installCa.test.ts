import { expect, test } from 'vitest';
import { encodeUtf8 } from '../base/utf8.ts';
import { CA_FILE, installCaSteps, installCaText } from './installCa.ts';

const PEM = `-----BEGIN CERTIFICATE-----\n${'QUJD'.repeat(16)}\n-----END CERTIFICATE-----\n`;

test('the file first, with its exact length, then what makes the modem use it', () => {
  const [command, data, ...settings] = installCaSteps(PEM);
  expect(command).toMatchObject({
    text: `AT+CCERTDOWN="${CA_FILE}",${encodeUtf8(PEM).length}`,
    expect: { what: 'prompt' },
  });
  expect(data).toMatchObject({ send: 'data', text: PEM });
  expect(settings.map(({ text }) => text)).toEqual([
    'AT+CSSLCFG="sslversion",0,4',
    'AT+CSSLCFG="authmode",0,1',
    'AT+CSSLCFG="cacert",0,"modemscope-ca.pem"',
    'AT+CSSLCFG="ignorelocaltime",0,1',
  ]);
});

test('a line of data ends in LF alone: a CR would be one byte too many', () => {
  expect(installCaText(PEM, '192.168.1.20:8883')).not.toContain('\r');
});

test('the text says how to connect; the address begins with tcp:// with TLS too', () => {
  const text = installCaText(PEM, '192.168.1.20:8883');
  expect(text.indexOf('AT+CMQTTACCQ=0,"board",1')).toBeLessThan(text.indexOf('AT+CMQTTSSLCFG=0,0'));
  expect(text).toContain('AT+CMQTTCONNECT=0,"tcp://192.168.1.20:8883",60,1');
});
