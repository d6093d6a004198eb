import { describe, expect, it } from 'vitest';
import { armFaults } from '../faults/armed.testkit.ts';
import { startModem } from '../modem.testkit.ts';
import { DEFAULT_MODEM_SETTINGS } from '../modemSettings.ts';

const OK = '\r\nOK\r\n';
const ERROR = '\r\nERROR\r\n';
const withPin = { sim: { ...DEFAULT_MODEM_SETTINGS.sim, pin: '4711', puk: '87654321' } };

describe('a card that is ready (V3.00 3.2.2-3.2.7)', () => {
  it.each([
    ['AT+CPIN?', `\r\n+CPIN: READY\r\n${OK}`],
    ['AT+CPIN="1234"', '\r\n+CME ERROR: operation not allowed\r\n'],
    ['AT+CPIN="12"', ERROR],
    ['AT+CPIN="12x4"', ERROR],
    ['AT+CPIN', ERROR],
    ['AT+CPIN=?', OK],
    ['AT+SPIC', `\r\n+SPIC: 3,10,3,10\r\n${OK}`],
    ['AT+CICCID', `\r\n+ICCID: 89990100000000000017\r\n${OK}`],
    ['AT+CIMI', `\r\n999010000000017\r\n${OK}`],
    ['AT+CNUM', `\r\n+CNUM: "","+999010000017",145\r\n${OK}`],
    ['AT+CSPN?', `\r\n+CSPN: "Bench Mobile",0\r\n${OK}`],
    ['AT+CLCK="SC",2', `\r\n+CLCK: 0\r\n${OK}`],
    ['AT+CLCK="PN",2', `\r\n+CLCK: 0\r\n${OK}`],
    ['AT+CLCK="PN",1,"1234"', '\r\n+CME ERROR: operation not allowed\r\n'],
    ['AT+CPWD="SC","1234","4321"', '\r\n+CME ERROR: operation not allowed\r\n'],
    ['AT+CRSM=176,28589,0,0,4', `\r\n+CRSM: 144,0,"00000002"\r\n${OK}`],
    ['AT+CRSM=176,12258,0,0,10', `\r\n+CRSM: 144,0,"98991000000000000071"\r\n${OK}`],
    ['AT+CRSM=176,28423,0,0,9', `\r\n+CRSM: 144,0,"089999100000000071"\r\n${OK}`],
    ['AT+CRSM=176,28600,0,0,4', `\r\n+CRSM: 106,130\r\n${OK}`],
    ['AT+CRSM=214,28589,0,0,4,"00000003"', `\r\n+CRSM: 105,130\r\n${OK}`],
  ])('%s', (command, answer) => {
    expect(startModem().at(command)).toBe(answer);
  });
});

describe('a card that asks for its PIN', () => {
  it('says so at start, takes the PIN, and is ready after it', () => {
    const { at, heard } = startModem({ settings: withPin, booted: false });
    expect(heard(20_000)).toBe('\r\nRDY\r\n\r\n+CPIN: SIM PIN\r\n');
    expect(at('AT+CPIN?')).toBe(`\r\n+CPIN: SIM PIN\r\n${OK}`);
    expect(at('AT+CIMI')).toBe('\r\n+CME ERROR: SIM PIN required\r\n');
    expect(at('AT+CREG?')).toBe(`\r\n+CREG: 0,0\r\n${OK}`);
    expect(at('AT+CPIN=4712')).toBe('\r\n+CME ERROR: incorrect password\r\n');
    expect(at('AT+SPIC')).toBe(`\r\n+SPIC: 2,10,3,10\r\n${OK}`);
    expect(at('AT+CPIN=4711', 5000)).toBe(`${OK}\r\n+CPIN: READY\r\n\r\nSMS DONE\r\n\r\nPB DONE\r\n`);
    expect(at('AT+SPIC')).toBe(`\r\n+SPIC: 3,10,3,10\r\n${OK}`);
    expect(at('AT+CLCK="SC",2')).toBe(`\r\n+CLCK: 1\r\n${OK}`);
  });

  it('asks for the PUK after three wrong ones, also after a restart', () => {
    const { at, heard } = startModem({ settings: withPin });
    for (const pin of ['0000', '1111']) at(`AT+CPIN=${pin}`);
    expect(at('AT+CPIN=2222')).toBe('\r\n+CME ERROR: incorrect password\r\n\r\n+CPIN: SIM PUK\r\n');
    expect(at('AT+CPIN=4711')).toBe('\r\n+CME ERROR: SIM PUK required\r\n');
    at('AT+CRESET');
    expect(heard(20_000)).toContain('+CPIN: SIM PUK');
    expect(at('AT+CPIN="11111111","9999"')).toBe('\r\n+CME ERROR: incorrect password\r\n');
    expect(at('AT+SPIC')).toBe(`\r\n+SPIC: 0,9,3,10\r\n${OK}`);
    expect(at('AT+CPIN="87654321","9999"')).toBe(`${OK}\r\n+CPIN: READY\r\n`);
    at('AT+CRESET');
    heard(20_000);
    expect(at('AT+CPIN=4711')).toContain('incorrect password');
    expect(at('AT+CPIN=9999')).toContain('+CPIN: READY');
  });

  it('is switched on and off and changed by those who know it (V3.00 4.2.3, 4.2.4)', () => {
    const { at, heard } = startModem();
    expect(at('AT+CLCK="SC",1,"0000"')).toBe('\r\n+CME ERROR: incorrect password\r\n');
    expect(at('AT+CLCK="SC",1,"1234"')).toBe(OK);
    expect(at('AT+CPWD="SC","1234","8888"')).toBe(OK);
    at('AT+CRESET');
    expect(heard(20_000)).toContain('+CPIN: SIM PIN');
    expect(at('AT+CPIN="8888"')).toContain(OK);
    expect(at('AT+CLCK="SC",0,"8888"')).toBe(OK);
    at('AT+CRESET');
    expect(heard(20_000)).toContain('+CPIN: READY');
  });
});

describe('faults of the card', () => {
  it.each([
    ['sim-absent', '\r\n+CME ERROR: SIM not inserted\r\n', '+CPIN: NOT INSERTED'],
    ['sim-failure', '\r\n+CME ERROR: SIM failure\r\n', 'RDY'],
    ['sim-busy', '\r\n+CME ERROR: SIM busy\r\n', 'RDY'],
    ['sim-pin', `\r\n+CPIN: SIM PIN\r\n${OK}`, '+CPIN: SIM PIN'],
    ['sim-puk', `\r\n+CPIN: SIM PUK\r\n${OK}`, '+CPIN: SIM PUK'],
  ])('%s from the start', (fault, answer, banner) => {
    const { clock, faults } = armFaults(fault);
    const { at, heard, modem } = startModem({ clock, faults, booted: false });
    const said = heard(20_000);
    expect(said).toContain(banner);
    expect(said).not.toContain('READY');
    expect(at('AT+CPIN?')).toBe(answer);
    expect(at('AT+CEREG?')).toContain('+CEREG: 0,0');
    expect(modem.state().sim).not.toBe('ready');
  });

  it('is busy before the banner tells of it', () => {
    const { at, heard } = startModem({ booted: false });
    heard(2000);
    expect(at('AT+CPIN?')).toBe('\r\n+CME ERROR: SIM busy\r\n');
  });

  it('sim-late: fails, then is ready', () => {
    const { clock, faults } = armFaults('sim-late=8');
    const { at, heard } = startModem({ clock, faults, booted: false });
    expect(heard(8000)).toBe('\r\nRDY\r\n');
    expect(at('AT+CPIN?')).toBe('\r\n+CME ERROR: SIM failure\r\n');
    expect(heard(10_000)).toBe('\r\n+CPIN: READY\r\n\r\nSMS DONE\r\n\r\nPB DONE\r\n');
  });

  it('comes and goes while it runs', () => {
    const { clock, faults, arm } = armFaults();
    const { at, heard } = startModem({ clock, faults });
    at('AT+CREG=1');
    const disarm = arm('sim-absent');
    expect(heard(100)).toBe('\r\n+CPIN: NOT INSERTED\r\n\r\n+SIMCARD: NOT AVAILABLE\r\n\r\n+CREG: 0\r\n');
    expect(at('AT+CIMI')).toBe('\r\n+CME ERROR: SIM not inserted\r\n');
    disarm();
    expect(heard(10_000)).toContain('+CPIN: READY');
    expect(at('AT+CREG?')).toContain('+CREG: 1,1');
  });

  it('sim-pin takes the PIN of the card', () => {
    const { clock, faults } = armFaults('sim-pin');
    const { at } = startModem({ clock, faults });
    expect(at('AT+CPIN="1234"')).toBe(`${OK}\r\n+CPIN: READY\r\n`);
  });
});
