import { describe, expect, it } from 'vitest';
import { armFaults } from '../faults/armed.testkit.ts';
import { startModem } from '../modem.testkit.ts';

const OK = '\r\nOK\r\n';
const ERROR = '\r\nERROR\r\n';
const line = (text: string): string => `\r\n${text}\r\n${OK}`;
const cme = (code: number): string => `\r\n+CME ERROR: ${code}\r\n`;
const BENCH = '"+999010000018",145,"Bench"';

describe('the phone book (3GPP TS 27.007 8.11-8.14)', () => {
  it.each([
    ['AT+CPBS?', line('+CPBS: "SM",1,250')],
    ['AT+CPBS=?', line('+CPBS: ("SM","ON")')],
    ['AT+CPBS="ON";+CPBR=1', line('+CPBR: 1,"+999010000017",145,""')],
    ['AT+CPBS="XX"', ERROR],
    ['AT+CPBR=?', line('+CPBR: (1-250),40,14')],
    ['AT+CPBR=1', line(`+CPBR: 1,${BENCH}`)],
    ['AT+CPBR=1,250', line(`+CPBR: 1,${BENCH}`)],
    ['AT+CPBR=2,3', OK],
    ['AT+CPBR=0', cme(21)],
    ['AT+CPBR=1,251', cme(21)],
    ['AT+CPBR=x', ERROR],
    ['AT+CPBF="be"', line(`+CPBF: 1,${BENCH}`)],
    ['AT+CPBF="z"', cme(22)],
    ['AT+CSCS="UCS2";+CPBR=1', line('+CPBR: 1,"+999010000018",145,"00420065006E00630068"')],
    ['AT+CSCS="UCS2";+CPBF="0062"', line('+CPBF: 1,"+999010000018",145,"00420065006E00630068"')],
    ['AT+CSCS="UCS2";+CPBF="b"', ERROR],
    ['AT+CSCS="UCS2";+CPBW=2,"1",129,"0041";+CSCS="IRA";+CPBR=2', line('+CPBR: 2,"1",129,"A"')],
    ['AT+CSCS="UCS2";+CPBW=2,"1",129,"A"', ERROR],
    ['AT+CPBW=7,"5550",129,"Meter";+CPBR=1,250', line(`+CPBR: 1,${BENCH}\r\n+CPBR: 7,"5550",129,"Meter"`)],
    ['AT+CPBW=,"5550";+CPBR=2', line('+CPBR: 2,"5550",129,""')],
    ['AT+CPBW=1;+CPBR=1', OK],
    ['AT+CPBW=251,"5550"', cme(21)],
    ['AT+CPBW=2,"Meter"', ERROR],
    ['AT+CPBW=2,"5550",129,"A name that is long"', ERROR],
    ['AT+CPBS="ON";+CPBW=1,"5550"', cme(3)],
  ])('%s', (command, answer) => {
    const { at } = startModem();
    at('AT+CMEE=1');
    expect(at(command)).toBe(answer);
  });

  it('is full some day, and is kept', () => {
    const { at, heard } = startModem();
    at('AT+CMEE=1');
    for (let i = 0; i < 249; i += 1) expect(at('AT+CPBW=,"5550"')).toBe(OK);
    expect(at('AT+CPBW=,"5550"')).toBe(cme(20));
    at('AT+CRESET');
    heard(30_000);
    expect(at('AT+CPBS?')).toBe(line('+CPBS: "SM",250,250'));
  });

  it.each([
    ['sim-absent', 10],
    ['sim-pin', 11],
  ])('%s', (fault, code) => {
    const { clock, faults } = armFaults(fault);
    const { at } = startModem({ clock, faults });
    at('AT+CMEE=1');
    for (const command of ['AT+CPBS?', 'AT+CPBR=1', 'AT+CPBF="b"', 'AT+CPBW=1']) expect(at(command)).toBe(cme(code));
  });
});
