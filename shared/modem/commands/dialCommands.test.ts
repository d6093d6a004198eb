import { describe, expect, it } from 'vitest';
import { armFaults } from '../faults/armed.testkit.ts';
import { startModem } from '../modem.testkit.ts';

const OK = '\r\nOK\r\n';
const ERROR = '\r\nERROR\r\n';
const NO_CARRIER = '\r\nNO CARRIER\r\n';

describe('what dial-in scripts send (V3.00 2.2)', () => {
  it.each([
    ['ATZ', OK],
    ['AT&F', OK],
    ['ATH', OK],
    ['ATH0', OK],
    ['ATH1', ERROR],
    ['ATL1M1', OK],
    ['ATX4', OK],
    ['ATQ0V1E1S0=0&C1&D2', OK],
    ['ATS0?', `\r\n000\r\n${OK}`],
    ['ATS7=45;S7?', `\r\n045\r\n${OK}`],
    ['ATS7=256', ERROR],
    ['ATS99=1', ERROR],
    ['ATA', NO_CARRIER],
    ['ATD+999010000018;', NO_CARRIER],
    ['AT+CPAS', `\r\n+CPAS: 0\r\n${OK}`],
    ['AT+CLCC', OK],
    ['AT+CLIP=1;+CLIP?', `\r\n+CLIP: 1,1\r\n${OK}`],
    ['AT+CMER=3,0,0,1;+CMER?', `\r\n+CMER: 3,0,0,1,0\r\n${OK}`],
    ['AT+CSCS?', `\r\n+CSCS: "IRA"\r\n${OK}`],
    ['AT+CSCS="GSM";+CSCS?', `\r\n+CSCS: "GSM"\r\n${OK}`],
    ['AT+CSCS="EBCDIC"', ERROR],
  ])('%s', (command, answer) => {
    expect(startModem().at(command)).toBe(answer);
  });

  it.each(['ATD*99#', 'ATDT*99***1#', 'atd*99***1#'])('%s connects, +++ and ATH hang up', (command) => {
    const { at, say, heard } = startModem();
    expect(at(command, 2000)).toBe('\r\nCONNECT 115200\r\n');
    expect(say('\x7e\xff\x7d\x23\xc0\x21\x7e', 2000)).toBe('');
    expect(say('+++', 2000)).toBe(OK);
    expect(at('ATO')).toBe('\r\nCONNECT 115200\r\n');
    heard(2000);
    expect(say('+++', 2000)).toBe(OK);
    expect(at('ATH')).toBe(OK);
    expect(at('ATO')).toBe(NO_CARRIER);
  });

  it.each([
    ['AT&D0', '', ''],
    ['AT&D1', OK, '\r\nCONNECT 115200\r\n'],
    ['AT&D2', NO_CARRIER, NO_CARRIER],
  ])('%s: what a fall of DTR does (V3.00 2.2.18)', (command, said, then) => {
    const { at, heard, modem } = startModem();
    at(command);
    at('ATD*99#', 2000);
    modem.setDtr(false);
    expect(heard(100)).toBe(said);
    modem.setDtr(true);
    expect(heard(2000)).toBe('');
    expect(at('ATO')).toBe(then);
  });

  it('keeps AT&D with AT&W, and takes 0 to 2', () => {
    const { at } = startModem();
    expect(at('AT&D3')).toBe(ERROR);
    expect(at('AT&D2&W')).toBe(OK);
    expect(at('AT&D0')).toBe(OK);
    expect(at('ATZ;&V')).toContain('&D: 2;');
  });

  it('says CONNECT alone after ATX0', () => {
    const { at } = startModem();
    at('ATX0');
    expect(at('ATD*99#', 2000)).toBe('\r\nCONNECT\r\n');
  });

  it.each(['reg-searching', 'wrong-apn'])('has no carrier with %s', (fault) => {
    const { clock, faults } = armFaults(fault);
    expect(startModem({ clock, faults }).at('ATD*99#', 3000)).toBe(NO_CARRIER);
  });

  it('loses the carrier with the bearer', () => {
    const { clock, faults, arm } = armFaults();
    const { at, heard } = startModem({ clock, faults });
    at('ATD*99#', 2000);
    arm('bearer-lost@0s');
    expect(heard(1000)).toBe(NO_CARRIER);
    expect(at('AT')).toBe(OK);
  });
});
