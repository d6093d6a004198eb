import { describe, expect, it } from 'vitest';
import { armFaults } from '../faults/armed.testkit.ts';
import { startModem } from '../modem.testkit.ts';

const OK = '\r\nOK\r\n';
const ERROR = '\r\nERROR\r\n';

describe('AT+COPS (V3.00 4.2.2)', () => {
  it.each([
    ['AT+COPS?', `\r\n+COPS: 0,0,"Bench Mobile",7\r\n${OK}`],
    ['AT+COPS=3,1;+COPS?', `\r\n+COPS: 0,1,"Bench",7\r\n${OK}`],
    ['AT+COPS=3,2;+COPS?', `\r\n+COPS: 0,2,"99901",7\r\n${OK}`],
    ['AT+COPS=3,3', ERROR],
    ['AT+COPS=3', ERROR],
    ['AT+COPS=6', ERROR],
    ['AT+COPS=1', ERROR],
    ['AT+COPS=1,2,"99902"', '\r\n+CME ERROR: no network service\r\n'],
    ['AT+COPS=1,2,"99901";+COPS?', `\r\n+COPS: 1,2,"99901",7\r\n${OK}`],
    ['AT+COPS=1,0,"bench mobile";+COPS?', `\r\n+COPS: 1,0,"Bench Mobile",7\r\n${OK}`],
    ['AT+COPS=4,2,"99902";+COPS?', `\r\n+COPS: 4,2,"99901",7\r\n${OK}`],
    ['AT+COPS', OK],
    ['AT+COPN', `\r\n+COPN: "99901","Bench Mobile"\r\n+COPN: "99902","Other Mobile"\r\n${OK}`],
    ['AT+CPOL?', OK],
  ])('%s', (command, answer) => {
    expect(startModem().at(command, 5000)).toBe(answer);
  });

  it('leaves the network with 2, also over a restart, and comes back with 0', () => {
    const { at, heard } = startModem();
    expect(at('AT+COPS=2', 3000)).toBe(OK);
    expect(at('AT+COPS?')).toBe(`\r\n+COPS: 2\r\n${OK}`);
    at('AT+CRESET');
    heard(20_000);
    expect(at('AT+CEREG?')).toContain('+CEREG: 0,0');
    expect(at('AT+COPS?')).toContain('+COPS: 2\r\n');
    expect(at('AT+COPS=0', 3000)).toBe(OK);
    heard(5000);
    expect(at('AT+COPS?')).toContain('+COPS: 0,0,"Bench Mobile",7');
  });

  it('finds the networks on the air, which takes its time', () => {
    const { at, heard } = startModem();
    expect(at('AT+COPS=?', 20_000)).toBe('');
    expect(heard(20_000)).toBe(
      `\r\n+COPS: (2,"Bench Mobile","Bench","99901",7),(3,"Other Mobile","Other","99902",7),,(0,1,2,3,4,5),(0,1,2)\r\n${OK}`,
    );
  });

  it('gives up the scan on any byte', () => {
    const { at, say, heard } = startModem();
    at('AT+COPS=?', 5000);
    expect(say('x')).toBe(ERROR);
    expect(heard(60_000)).toBe('');
    expect(at('AT')).toBe(OK);
  });

  it('has none to find with the radio off', () => {
    const { at } = startModem();
    at('AT+CFUN=4');
    expect(at('AT+COPS=?')).toBe('\r\n+CME ERROR: no network service\r\n');
    expect(at('AT+COPS?')).toBe(`\r\n+COPS: 0\r\n${OK}`);
  });

  it('deregistered: as if an AT+COPS=2 were still in force; AT+COPS=0 mends it', () => {
    const { clock, faults } = armFaults('deregistered');
    const { at, heard } = startModem({ clock, faults });
    expect(at('AT+COPS?')).toContain('+COPS: 2\r\n');
    at('AT+COPS=0');
    heard(10_000);
    expect(at('AT+CEREG?')).toContain('+CEREG: 0,1');
  });
});

describe('technologies (V3.00 4.2.11-4.2.15)', () => {
  it.each([
    ['sim7600', 'AT+CNMP?', `\r\n+CNMP: 2\r\n${OK}`],
    ['sim7600', 'AT+CNMP=40', ERROR],
    ['sim7600', 'AT+CNSMOD?', `\r\n+CNSMOD: 0,8\r\n${OK}`],
    ['sim7600', 'AT+CNSMOD', ERROR],
    ['sim7600', 'AT+CNSMOD=?', `\r\n+CNSMOD: (0-1)\r\n${OK}`],
    ['sim7600', 'AT+CNBP?', `\r\n+CNBP: 0x0002000000400180,0x000007FF3FDF3FFF,0x0000000000000000\r\n${OK}`],
    [
      'sim7600',
      'AT+CNBP=,0x0000000000000004;+CNBP?',
      `\r\n+CNBP: 0x0002000000400180,0x0000000000000004,0x0000000000000000\r\n${OK}`,
    ],
    ['sim7600', 'AT+CNAOP?', `\r\n+CNAOP: 7,9,5,3\r\n${OK}`],
    ['a76xx', 'AT+CNAOP?', ERROR],
  ] as const)('%s: %s', (profile, command, answer) => {
    expect(startModem({ settings: { profile } }).at(command)).toBe(answer);
  });

  it.each([
    [13, 3, 'GSM', 0],
    [14, 7, 'WCDMA', 2],
    [38, 8, 'LTE', 7],
    [48, 7, 'WCDMA', 2],
    [51, 8, 'LTE', 7],
  ])('AT+CNMP=%i registers anew, and stays after a restart', (preference, mode, rat, act) => {
    const { at, heard } = startModem();
    at('AT+CNSMOD=1');
    expect(at(`AT+CNMP=${preference}`, 100)).toBe(rat === 'LTE' ? OK : `${OK}\r\n+CNSMOD: 0\r\n`);
    expect(heard(5000)).toBe(rat === 'LTE' ? '' : `\r\n+CNSMOD: ${mode}\r\n`);
    at('AT+CRESET');
    heard(20_000);
    expect(at('AT+CNSMOD?')).toContain(`+CNSMOD: 0,${mode}`);
    expect(at('AT+COPS?')).toContain(`"Bench Mobile",${act}`);
    expect(at('AT+CPSI?')).toContain(`+CPSI: ${rat},Online,999-01,0x18C3,`);
  });

  it('finds no CDMA here', () => {
    const { at, heard } = startModem();
    at('AT+CNMP=9');
    heard(60_000);
    expect(at('AT+CREG?')).toContain('+CREG: 0,2');
    expect(at('AT+CPSI?')).toContain('+CPSI: NO SERVICE,Online\r\n');
  });
});
