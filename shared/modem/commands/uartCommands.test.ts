import { describe, expect, it } from 'vitest';
import { startModem } from '../modem.testkit.ts';

const OK = '\r\nOK\r\n';
const ERROR = '\r\nERROR\r\n';

describe('the serial port (V3.00 2.2.12-14, 3.2.11, 19.2.15-17)', () => {
  it.each([
    ['sim7600', 'AT+IPR?', `\r\n+IPR: 115200\r\n${OK}`],
    ['sim7600', 'AT+IPREX?', `\r\n+IPREX: 115200\r\n${OK}`],
    ['sim7600', 'AT+IPR=12345', ERROR],
    ['sim7600', 'AT+IPREX=115201', ERROR],
    ['sim7600', 'AT+ICF?', `\r\n+ICF: 3,3\r\n${OK}`],
    ['a76xx', 'AT+ICF?', `\r\n+ICF: 2,2\r\n${OK}`],
    ['sim7600', 'AT+IFC=2,2;+IFC?', `\r\n+IFC: 2,2\r\n${OK}`],
    ['sim7600', 'AT+IFC=2;+IFC;+IFC?', `\r\n+IFC: 0,0\r\n${OK}`],
    ['sim7600', 'AT+IFC=3,3', ERROR],
    ['sim7600', 'AT+CATR=8', ERROR],
    ['sim7600', 'AT+CFGRI=1,100;+CFGRI?', `\r\n+CFGRI: 1,100,120\r\n${OK}`],
    ['sim7600', 'AT+CSCLK=2', ERROR],
    ['a76xx', 'AT+CSCLK=2', OK],
    ['sim7600', 'AT+CSCLK?', `\r\n+CSCLK: 0\r\n${OK}`],
  ] as const)('%s: %s', (profile, command, answer) => {
    expect(startModem({ settings: { profile } }).at(command)).toBe(answer);
  });

  it('changes speed once OK has left, with AT+IPR until the next start', () => {
    const { at, heard, modem } = startModem();
    expect(at('AT+IPR=9600', 10)).toBe(OK);
    expect(modem.state().baud).toBe(115_200);
    heard(100);
    expect(modem.state().baud).toBe(9600);
    at('AT+CRESET');
    heard(20_000);
    expect(modem.state().baud).toBe(115_200);
  });

  it('keeps the speed of AT+IPREX', () => {
    const { at, heard, modem } = startModem();
    at('AT+IPREX=921600', 100);
    at('AT+CRESET');
    heard(20_000);
    expect(modem.state().baud).toBe(921_600);
    at('AT+IPREX', 100);
    expect(modem.state().baud).toBe(115_200);
  });

  it('says nothing at start with autobaud until it hears AT', () => {
    const { at, heard, say } = startModem();
    at('AT+IPREX=0', 100);
    expect(at('AT')).toBe(`\r\nAutobaud: OK\r\nAT\r${OK}`);
    at('AT+CRESET');
    expect(heard(20_000)).toBe('');
    expect(say('\xf0\x80')).toBe('');
    expect(say('\xf0a', 5)).toBe('');
    expect(say('t\r')).toBe(`\r\nAutobaud: OK\r\nat\r${OK}`);
    expect(say('AT\r')).toBe(`AT\r${OK}`);
  });

  it('sends reports elsewhere after AT+CATR=2', () => {
    const { at } = startModem();
    at('AT+CREG=1');
    expect(at('AT+COPS=2', 2000)).toBe(`${OK}\r\n+CREG: 0\r\n`);
    at('AT+CATR=2');
    expect(at('AT+COPS=0', 9000)).toBe(OK);
    at('AT+CATR=1');
    expect(at('AT+COPS=2', 2000)).toContain('+CREG: 0');
  });
});

describe('sleep of the serial port', () => {
  it('loses what comes while DTR is off, and hears 20 ms after it is on', () => {
    const { at, heard, modem } = startModem();
    at('AT+CSCLK=1');
    modem.setDtr(false);
    heard(10_000);
    expect(at('AT')).toBe(OK);
    heard(21_000);
    expect(at('AT')).toBe('');
    modem.setDtr(true);
    expect(at('AT', 10)).toBe('');
    heard(20);
    expect(at('AT')).toBe(OK);
    heard(60_000);
    expect(at('AT')).toBe(OK);
  });

  it('does not sleep without AT+CSCLK', () => {
    const { at, heard, modem } = startModem();
    modem.setDtr(false);
    heard(60_000);
    expect(at('AT')).toBe(OK);
  });

  it('of an A76xx with 2 ends with the first bytes, which are lost', () => {
    const { at, heard } = startModem({ settings: { profile: 'a76xx' } });
    at('AT+CSCLK=2');
    heard(21_000);
    expect(at('AT')).toBe('');
    expect(at('AT')).toBe(OK);
  });
});
