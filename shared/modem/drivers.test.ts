import { describe, expect, it } from 'vitest';
import { startModem } from './modem.testkit.ts';

/** What well known drivers send first, and how it has to end: OK, or ERROR where a SIM7600 does not know it either. */
const DRIVERS: readonly (readonly [driver: string, dialogue: readonly (readonly [command: string, end: string])[]])[] =
  [
    [
      'ModemManager, SIMCom plugin',
      [
        ['ATE0', 'OK'],
        ['ATV1', 'OK'],
        ['AT+CMEE=1', 'OK'],
        ['ATX4', 'OK'],
        ['AT&C1', 'OK'],
        ['AT+IFC=1,1', 'OK'],
        ['AT+GCAP', 'OK'],
        ['ATI', 'OK'],
        ['AT+CGMI', 'OK'],
        ['AT+CGMM', 'OK'],
        ['AT+CGMR', 'OK'],
        ['AT+CGSN', 'OK'],
        ['AT+CGDCONT=?', 'OK'],
        ['AT+CIMI', 'OK'],
        ['AT+CPIN?', 'OK'],
        ['AT+CLCK="SC",2', 'OK'],
        ['AT+CRSM=176,28589,0,0,4', 'OK'],
        ['AT+CRSM=176,28486,0,0,17', 'OK'],
        ['AT+CRSM=176,12258,0,0,10', 'OK'],
        ['AT+CNUM', 'OK'],
        ['AT+CSCS=?', 'OK'],
        ['AT+CNMP=?', 'OK'],
        ['AT+CNAOP?', 'OK'],
        ['AT+CNSMOD=?', 'OK'],
        ['AT+CNSMOD=1', 'OK'],
        ['AT+CNSMOD?', 'OK'],
        ['AT+AUTOCSQ=?', 'OK'],
        ['AT+AUTOCSQ=1,1', 'OK'],
        ['AT+CREG=2', 'OK'],
        ['AT+CGREG=2', 'OK'],
        ['AT+CEREG=2', 'OK'],
        ['AT+COPS=3,2;+COPS?', 'OK'],
        ['AT+COPS=3,0;+COPS?', 'OK'],
        ['AT+CSQ', 'OK'],
        ['AT+CPSI?', 'OK'],
        ['AT+CTZU=1', 'OK'],
        ['AT+CTZR=1', 'OK'],
        ['AT+CCLK?', 'OK'],
        ['AT+CMER=3,0,0,1', 'OK'],
        ['AT+CGDCONT=1,"IP","iot.example"', 'OK'],
        ['AT+CGACT=1,1', 'OK'],
        ['ATD*99***1#', 'CONNECT 115200'],
      ],
    ],
    [
      'ModemManager, messages, calls and location',
      [
        ['AT+CSCS="UCS2"', 'OK'],
        ['AT+CMGF=?', 'OK'],
        ['AT+CMGF=0', 'OK'],
        ['AT+CSMP?', 'OK'],
        ['AT+CPMS=?', 'OK'],
        ['AT+CPMS="SM","SM","SM"', 'OK'],
        ['AT+CNMI=?', 'OK'],
        ['AT+CNMI=2,1,2,1,0', 'OK'],
        ['AT+CMGL=4', 'OK'],
        ['AT+CRC=1', 'OK'],
        ['AT+CLIP=1', 'OK'],
        ['AT+CUSD=?', 'OK'],
        ['AT+CUSD=1', 'OK'],
        ['AT+CGPS=?', 'OK'],
        ['AT+CGPS=1,1', 'OK'],
        ['AT+CGPS?', 'OK'],
        ['AT+CGPSINFO=1', 'OK'],
        ['AT+CGPS=0', 'OK'],
        ['AT+CGMR', 'OK'],
        ['AT+CNSMOD=0', 'OK'],
        ['AT+AUTOCSQ=0', 'OK'],
      ],
    ],
    [
      'pppd, a dial-in script',
      [
        ['AT', 'OK'],
        ['ATZ', 'OK'],
        ['ATQ0V1E1S0=0&C1&D2', 'OK'],
        ['AT+CGDCONT=1,"IP","iot.example"', 'OK'],
        ['ATDT*99***1#', 'CONNECT 115200'],
      ],
    ],
    [
      'gammu, identification and signal',
      [
        ['AT', 'OK'],
        ['ATE1', 'OK'],
        ['AT+CMEE=2', 'OK'],
        ['AT+CMEE=1', 'OK'],
        ['AT+CSCS=?', 'OK'],
        ['AT+CSCS?', 'OK'],
        ['AT+CPIN?', 'OK'],
        ['AT+CGMI', 'OK'],
        ['AT+CGMM', 'OK'],
        ['AT+CGMR', 'OK'],
        ['AT+CGSN', 'OK'],
        ['AT+CIMI', 'OK'],
        ['AT+CSQ', 'OK'],
        ['AT+CREG=2', 'OK'],
        ['AT+CREG?', 'OK'],
      ],
    ],
    [
      'a sketch for Arduino',
      [
        ['AT', 'OK'],
        ['ATE0', 'OK'],
        ['AT+CMEE=0', 'OK'],
        ['AT+CGMM', 'OK'],
        ['AT+CTZR=0', 'OK'],
        ['AT+CTZU=1', 'OK'],
        ['AT+CPIN?', 'OK'],
        ['AT+CNMP=2', 'OK'],
        ['AT+CGREG?', 'OK'],
        ['AT+CEREG?', 'OK'],
        ['AT+CESQ', 'ERROR'],
        ['AT+CGDCONT=1,"IP","iot.example","0.0.0.0",0,0', 'OK'],
        ['AT+CGATT=1', 'OK'],
        ['AT+CGPADDR=1', 'OK'],
        ['AT+CICCID', 'OK'],
        ['AT+CBC', 'OK'],
      ],
    ],
  ];

describe.each(DRIVERS)('%s', (_driver, dialogue) => {
  it('gets an answer to each of its commands', () => {
    const { at } = startModem();
    const ends = dialogue.map(([command]) => {
      const lines = at(command, 2500).split('\r\n');
      return [command, lines.find((line) => /^(?:OK|ERROR|CONNECT.*|\+CM. ERROR.*|NO CARRIER)$/.test(line)) ?? ''];
    });
    expect(ends).toEqual(dialogue);
  });
});

describe('reports as ModemManager waits for them', () => {
  it.each([
    ['AT+CNSMOD=1', 'AT+CFUN=4;+CFUN=1', /\r\n\+CNSMOD:\s*\d+\r\n/],
    ['AT+AUTOCSQ=1,0', 'AT', /\r\n\+CSQ:\s*\d+,\d+\r\n/],
    ['AT+CREG=2', 'AT+CFUN=4;+CFUN=1', /\r\n\+CREG:\s*\d+/],
    ['AT', 'AT+CRESET', /\r\n(SMS|PB) DONE\r\n/],
    ['AT+CNMI=2,1,2,1,0', 'AT', /\r\n\+CMTI: "SM",0\r\n/],
  ])('%s, %s: %s', (enable, cause, report) => {
    const { at, heard, modem } = startModem();
    at(enable);
    modem.receiveMessage({ from: '+999010000018', text: 'Hello' });
    expect(at(cause) + heard(30_000)).toMatch(report);
  });
});
