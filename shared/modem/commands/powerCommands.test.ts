import { describe, expect, it } from 'vitest';
import { armFaults } from '../faults/armed.testkit.ts';
import { startModem } from '../modem.testkit.ts';

const OK = '\r\nOK\r\n';
const ERROR = '\r\nERROR\r\n';
const BOOT = '\r\nRDY\r\n\r\n+CPIN: READY\r\n\r\nSMS DONE\r\n\r\nPB DONE\r\n';

describe('supply and temperature (V3.00 19.2)', () => {
  it.each([
    ['AT+CBC', /^\r\n\+CBC: 3\.8\d\dV\r\n\r\nOK\r\n$/],
    ['AT+CPMUTEMP', /^\r\n\+CPMUTEMP: 3\d\r\n\r\nOK\r\n$/],
    ['AT+CMTE?', /^\r\n\+CMTE: 1\r\n\r\nOK\r\n$/],
    ['AT+CMTE=2', /^\r\nERROR\r\n$/],
    ['AT+CVALARM?', /^\r\n\+CVALARM: 1,3300,4300\r\n\r\nOK\r\n$/],
    ['AT+CVALARM=1,3200', /^\r\nERROR\r\n$/],
    ['AT+CPMVT=1,3200,4300;+CPMVT?', /^\r\n\+CPMVT: 1,3200,4300\r\n\r\nOK\r\n$/],
    ['AT+CUSBPIDSWITCH?', /^\r\n\+CUSBPIDSWITCH: 9001\r\n\r\nOK\r\n$/],
  ])('%s', (command, answer) => {
    expect(startModem().at(command)).toMatch(answer);
  });

  it('warns of a low supply every ten seconds', () => {
    const { clock, faults, arm } = armFaults();
    const { at, heard } = startModem({ clock, faults });
    const disarm = arm('under-voltage');
    expect(heard(25_000)).toBe('\r\nUNDER-VOLTAGE WARNNING\r\n'.repeat(3));
    expect(at('AT+CBC')).toContain('+CBC: 3.1');
    disarm();
    expect(heard(25_000)).toBe('');
  });

  it('goes off when AT+CPMVT is on and the supply is low', () => {
    const { clock, faults, arm } = armFaults();
    const { at, heard, modem } = startModem({ clock, faults });
    at('AT+CPMVT=1,3200,4300');
    arm('under-voltage');
    expect(heard(5000)).toBe('\r\nUNDER-VOLTAGE WARNNING POWER DOWN\r\n');
    expect(modem.state().power).toBe('off');
  });
});

describe('AT+CFUN (V3.00 3.2.1)', () => {
  it.each([
    ['AT+CFUN?', `\r\n+CFUN: 1\r\n${OK}`],
    ['AT+CFUN=2', ERROR],
    ['AT+CFUN=4,1', ERROR],
    ['AT+CFUN=1', OK],
  ])('%s', (command, answer) => {
    expect(startModem().at(command)).toBe(answer);
  });

  it('leaves the network with 4 and comes back with 1', () => {
    const { at, heard } = startModem();
    at('AT+CEREG=1');
    expect(at('AT+CFUN=4')).toBe(`${OK}\r\n+CEREG: 0\r\n`);
    expect(at('AT+CPSI?')).toBe(`\r\n+CPSI: NO SERVICE,Low Power Mode\r\n${OK}`);
    expect(at('AT+CPIN?')).toContain('READY');
    expect(at('AT+CGATT?')).toContain('+CGATT: 0');
    expect(at('AT+CFUN=1')).toBe(`${OK}\r\n+CEREG: 2\r\n`);
    expect(heard(5000)).toBe('\r\n+CEREG: 1\r\n');
  });

  it('takes the power of the card with 0', () => {
    const { at, heard } = startModem();
    expect(at('AT+CFUN=0')).toBe(`${OK}\r\n+SIMCARD: NOT AVAILABLE\r\n`);
    expect(at('AT+CPIN?')).toBe('\r\n+CME ERROR: SIM failure\r\n');
    at('AT+CFUN=1');
    expect(heard(5000)).toContain('PB DONE');
  });

  it('leads from 7 only to a restart', () => {
    const { at, heard } = startModem();
    expect(at('AT+CFUN=7')).toContain(OK);
    expect(at('AT+CFUN=1')).toBe('\r\n+CME ERROR: operation not allowed\r\n');
    expect(at('AT+CPSI?')).toContain('NO SERVICE,Offline');
    at('AT+CFUN=6');
    expect(heard(20_000)).toContain(BOOT);
    expect(at('AT+CFUN?')).toContain('+CFUN: 1');
  });

  it('stays off while radio-off is in force', () => {
    const { clock, faults } = armFaults('radio-off');
    const { at } = startModem({ clock, faults });
    expect(at('AT+CFUN=1')).toBe(OK);
    expect(at('AT+CFUN?')).toContain('+CFUN: 4');
    expect(at('AT+CSQ')).toContain('+CSQ: 99,99');
  });
});

describe('restarts', () => {
  it.each([
    ['AT+CRESET', OK],
    ['AT+CFUN=6', OK],
    ['AT+CFUN=1,1', OK],
    ['AT+CUSBPIDSWITCH=9011,1,1', OK],
  ])('%s answers OK, then boots', (command, answer) => {
    const { at, heard, modem } = startModem();
    expect(at(command)).toBe(answer);
    expect(heard(20_000)).toBe(BOOT);
    expect(modem.state().restarts).toBe(1);
  });

  it('answers OK before it goes even at pace 0', () => {
    expect(startModem({ settings: { pace: 0 } }).at('AT+CPOF', 1000)).toBe(OK);
  });

  it('AT+CPOF stays off until the power key', () => {
    const { at, heard, modem } = startModem();
    expect(at('AT+CPOF')).toBe(OK);
    heard(2000);
    expect(modem.state().power).toBe('off');
    expect(at('AT')).toBe('');
    modem.powerOn();
    expect(heard(20_000)).toBe(BOOT);
  });

  it('restarts by itself where a fault says so', () => {
    const { clock, faults, arm } = armFaults();
    const { at, heard } = startModem({ clock, faults });
    at('AT');
    arm('restart@1s');
    expect(heard(20_000)).toBe(BOOT);
  });

  it('breaks down when it registers', () => {
    const { clock, faults } = armFaults('brownout-on-register@1');
    const { heard, modem } = startModem({ clock, faults, booted: false });
    expect(heard(30_000)).toBe(`\r\nRDY\r\n\r\n+CPIN: READY\r\n\r\nSMS DONE\r\n${BOOT}`);
    expect(modem.state().restarts).toBe(1);
  });
});
