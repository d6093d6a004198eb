import { describe, expect, it } from 'vitest';
import { armFaults } from '../faults/armed.testkit.ts';
import { startModem } from '../modem.testkit.ts';
import { DEFAULT_MODEM_SETTINGS, type ModemSettings } from '../modemSettings.ts';

const OK = '\r\nOK\r\n';
const ERROR = '\r\nERROR\r\n';
const on = (network: Partial<ModemSettings['network']>) => ({
  network: { ...DEFAULT_MODEM_SETTINGS.network, ...network },
});
const stats = (at: (command: string) => string): string =>
  ['CREG', 'CGREG', 'CEREG'].map((name) => /: \d,(\d)/.exec(at(`AT+${name}?`))?.[1] ?? '-').join('');

describe('AT+CREG, AT+CGREG, AT+CEREG (V3.00 4.2.1, 4.2.16, 8.2.1)', () => {
  it.each([
    ['AT+CREG?', `\r\n+CREG: 0,1\r\n${OK}`],
    ['AT+CEREG=3', ERROR],
    ['AT+CREG', OK],
    ['AT+CREG=?', `\r\n+CREG: (0-2)\r\n${OK}`],
    ['AT+CREG=2;+CREG?', `\r\n+CREG: 2,1,"18C3","0A2B3C01"\r\n${OK}`],
    ['AT+CGREG=2;+CGREG?', `\r\n+CGREG: 2,1,"18C3","0A2B3C01"\r\n${OK}`],
    ['AT+CEREG=2;+CEREG?', `\r\n+CEREG: 2,1,"18C3","0A2B3C01",7\r\n${OK}`],
    ['AT+CEREG=2;&F+CEREG?', `\r\n+CEREG: 0,1\r\n${OK}`],
    ['AT+CEREG=2;+CEREG;+CEREG?', `\r\n+CEREG: 0,1\r\n${OK}`],
  ])('%s', (command, answer) => {
    expect(startModem().at(command)).toBe(answer);
  });

  it.each<[string, Parameters<typeof on>[0], string]>([
    ['LTE', {}, '111'],
    ['roaming', { registration: 'roaming' }, '555'],
    ['3G', { rat: 'WCDMA' }, '110'],
    ['2G', { rat: 'GSM' }, '110'],
  ])('%s', (_name, network, expected) => {
    expect(stats(startModem({ settings: on(network) }).at)).toBe(expected);
  });

  it.each([
    ['reg-off', '000'],
    ['reg-searching', '222'],
    ['reg-denied', '333'],
    ['reg-sms-only', '666'],
    ['deregistered', '000'],
    ['radio-off', '000'],
    ['sim-failure', '000'],
  ])('%s', (fault, expected) => {
    const { clock, faults } = armFaults(fault);
    const { at } = startModem({ clock, faults });
    expect(stats(at)).toBe(expected);
    expect(at('AT+CGATT?')).toContain('+CGATT: 0');
  });

  it('is for messages only while roaming', () => {
    const { clock, faults } = armFaults('reg-sms-only');
    expect(stats(startModem({ clock, faults, settings: on({ registration: 'roaming' }) }).at)).toBe('777');
  });

  it('reports each change once, with one number less than the answer has', () => {
    const { clock, faults, arm } = armFaults();
    const { at, heard } = startModem({ clock, faults });
    at('AT+CREG=1;+CGREG=0;+CEREG=2');
    const disarm = arm('reg-searching');
    expect(heard(60_000)).toBe('\r\n+CREG: 2\r\n\r\n+CEREG: 2\r\n');
    disarm();
    expect(heard(60_000)).toBe('\r\n+CREG: 1\r\n\r\n+CEREG: 1,"18C3","0A2B3C01",7\r\n');
    arm('reg-denied');
    expect(heard(60_000)).toBe('\r\n+CREG: 2\r\n\r\n+CEREG: 2\r\n\r\n+CREG: 3\r\n\r\n+CEREG: 3\r\n');
  });

  it('searches for a while after the card is ready', () => {
    const { at, heard } = startModem({ booted: false });
    heard(3500);
    expect(stats(at)).toBe('222');
    heard(2000);
    expect(stats(at)).toBe('111');
  });
});
