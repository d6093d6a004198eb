import { describe, expect, it } from 'vitest';
import { startModem } from '../modem.testkit.ts';

const OK = '\r\nOK\r\n';

describe('who the modem is (V3.00 2.2.11, 2.2.28-31)', () => {
  it.each([
    ['sim7600', 'AT+CGMI', '\r\nSIMCOM INCORPORATED\r\n'],
    ['sim7600', 'AT+CGMM', '\r\nSIMCOM_SIM7600E-H\r\n'],
    ['sim7600', 'AT+CGMR', '\r\n+CGMR: SIM7600M22_V2.0.1\r\n'],
    ['a76xx', 'AT+CGMR', '\r\nA7670M7_V1.11.1\r\n'],
    ['sim7600', 'AT+CGSN', '\r\n860000000000017\r\n'],
    ['sim7600', 'AT+GSN', '\r\n860000000000017\r\n'],
    ['sim7600', 'AT+SIMEI?', '\r\n+SIMEI: 860000000000017\r\n'],
    ['sim7600', 'AT+CGMI=?', ''],
    [
      'sim7600',
      'ATI',
      '\r\nManufacturer: SIMCOM INCORPORATED\r\nModel: SIMCOM_SIM7600E-H\r\nRevision: SIM7600M22_V2.0.1\r\nIMEI: 860000000000017\r\n+GCAP: +CGSM,+FCLASS,+DS\r\n',
    ],
  ] as const)('%s: %s', (profile, command, lines) => {
    expect(startModem({ settings: { profile } }).at(command)).toBe(`${lines}${OK}`);
  });

  it('has more lines for AT+SIMCOMATI', () => {
    expect(startModem().at('AT+SIMCOMATI')).toContain('\r\nRevision: SIM7600M22_V2.0.1\r\nQCN:\r\nIMEI: ');
  });

  it.each(['AT+CGMI=1', 'AT+SIMEI="123456789012345"', 'ATI=x'])('refuses %s', (command) => {
    expect(startModem().at(command)).toBe('\r\nERROR\r\n');
  });
});
