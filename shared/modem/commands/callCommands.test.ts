import { describe, expect, it } from 'vitest';
import { armFaults } from '../faults/armed.testkit.ts';
import { startModem } from '../modem.testkit.ts';

const OK = '\r\nOK\r\n';
const ERROR = '\r\nERROR\r\n';
const line = (text: string): string => `\r\n${text}\r\n${OK}`;
const BALANCE = '\r\n+CUSD: 0,"Bench Mobile: your balance is 12.50",15\r\n';

describe('calls and codes (V3.00 4.2.6, 5.2)', () => {
  it.each([
    ['AT+CLIP?', line('+CLIP: 0,1')],
    ['AT+CLIP=1;+CLIP?', line('+CLIP: 1,1')],
    ['AT+CLIP=2', ERROR],
    ['AT+CRC=1;+CRC?', line('+CRC: 1')],
    ['AT+CRC=1;+CRC;+CRC?', line('+CRC: 0')],
    ['AT+CLCC=1;+CLCC?', line('+CLCC: 1')],
    ['AT+CLCC', OK],
    ['AT+CUSD?', line('+CUSD: 0')],
    ['AT+CUSD=1;+CUSD?', line('+CUSD: 1')],
    ['AT+CUSD=1;+CUSD;+CUSD?', line('+CUSD: 0')],
    ['AT+CUSD=3', ERROR],
    ['AT+CUSD=1,""', ERROR],
    ['AT+CUSD=1,"*100#",15', `${OK}${BALANCE}`],
    ['AT+CUSD=1,"*555#"', `${OK}\r\n+CUSD: 4\r\n`],
    ['AT+CUSD=0,"*100#"', OK],
    ['AT+CUSD=1,"*100#";+CUSD=2', OK],
  ])('%s', (command, answer) => {
    expect(startModem().at(command, 5000)).toBe(answer);
  });

  it('takes and gives codes in the character set of AT+CSCS', () => {
    const { at } = startModem();
    at('AT+CSCS="UCS2"');
    expect(at('AT+CUSD=1,"*100#"')).toBe(ERROR);
    expect(at('AT+CUSD=1,"002A0031003000300023"', 5000)).toContain('+CUSD: 0,"00420065006E00630068');
  });

  it.each([
    ['reg-searching', 30],
    ['reg-sms-only', 30],
    ['sim-absent', 10],
  ])('%s', (fault, code) => {
    const { clock, faults } = armFaults(fault);
    const { at } = startModem({ clock, faults });
    at('AT+CMEE=1');
    expect(at('AT+CUSD=1,"*100#"', 5000)).toBe(`\r\n+CME ERROR: ${code}\r\n`);
  });
});
