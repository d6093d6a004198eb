import { describe, expect, it } from 'vitest';
import { startModem } from '../modem.testkit.ts';
import { DEFAULT_MODEM_SETTINGS } from '../modemSettings.ts';

const OK = '\r\nOK\r\n';
const ERROR = '\r\nERROR\r\n';
const east = { network: { ...DEFAULT_MODEM_SETTINGS.network, zone: 14 } };

describe('the clock (V3.00 3.2, 4.2.17-18)', () => {
  it('runs from 1980 until the network sets it', () => {
    const { at, heard } = startModem({ booted: false, settings: east });
    heard(2000);
    expect(at('AT+CCLK?')).toMatch(/\+CCLK: "80\/01\/06,00:00:0\d\+00"/);
    heard(10_000);
    // The fake clock began at 03:04:05 UTC; 3:30 east of it.
    expect(at('AT+CCLK?')).toBe(`\r\n+CCLK: "26/01/02,06:34:17+14"\r\n${OK}`);
  });

  it('is left alone with AT+CTZU=0, which is kept', () => {
    const { at, heard } = startModem();
    at('AT+CTZU=0');
    at('AT+CRESET');
    heard(20_000);
    expect(at('AT+CTZU?')).toBe(`\r\n+CTZU: 0\r\n${OK}`);
    expect(at('AT+CCLK?')).toContain('"80/01/06,');
  });

  it('tells of the zone with AT+CTZR=1', () => {
    const { at, heard } = startModem({ settings: east });
    expect(at('AT+CTZR=1;+CTZR?')).toBe(`\r\n+CTZR: 1\r\n${OK}`);
    at('AT+CFUN=4;+CFUN=1');
    expect(heard(5000)).toMatch(/^\r\n\+CTZV: \+14,"26\/01\/02,06:34:\d\d"\r\n$/);
  });

  it.each([
    ['26/02/11,09:30:00+32', '"26/02/11,09:30:00+32"'],
    ['26/02/11,09:30:00-18', '"26/02/11,09:30:00-18"'],
    ['26/02/11,09:30:00', '"26/02/11,09:30:00+00"'],
    ['99/12/31,23:59:59+00', '"99/12/31,23:59:59+00"'],
  ])('takes %s', (typed, told) => {
    expect(startModem().at(`AT+CCLK="${typed}";+CCLK?`)).toBe(`\r\n+CCLK: ${told}\r\n${OK}`);
  });

  it.each([
    'AT+CCLK="26/13/11,09:30:00+32"',
    'AT+CCLK="26/02/31,09:30:00+00"',
    'AT+CCLK="noon"',
    'AT+CCLK=""',
    'AT+CCLK',
    'AT+CTZU=2',
    'AT+CTZR=2',
  ])('refuses %s', (command) => {
    expect(startModem().at(command)).toBe(ERROR);
  });
});
