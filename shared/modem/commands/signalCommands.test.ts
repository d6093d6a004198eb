import { describe, expect, it } from 'vitest';
import { armFaults } from '../faults/armed.testkit.ts';
import { startModem } from '../modem.testkit.ts';
import { DEFAULT_MODEM_SETTINGS } from '../modemSettings.ts';

const OK = '\r\nOK\r\n';
const ERROR = '\r\nERROR\r\n';
const numbers = (text: string): readonly number[] => (text.match(/-?\d+/g) ?? []).map(Number);

describe('AT+CSQ (V3.00 3.2.8)', () => {
  it.each([
    [-77, 15, 21],
    [-51, 28, 31],
    [-113, 0, 3],
    [-95, 6, 12],
  ])('around %i dBm', (rssi, least, most) => {
    const { at, heard } = startModem({
      settings: { network: { ...DEFAULT_MODEM_SETTINGS.network, rssi } },
    });
    const seen = new Set<number>();
    for (let i = 0; i < 60; i += 1) {
      heard(10_000);
      const [index = -1, ber] = numbers(at('AT+CSQ'));
      expect(index).toBeGreaterThanOrEqual(least);
      expect(index).toBeLessThanOrEqual(most);
      expect(ber).toBe(99);
      seen.add(index);
    }
    expect(seen.size).toBeGreaterThan(1);
  });

  it('is not known before a network is found', () => {
    const { at, heard } = startModem({ booted: false });
    heard(2000);
    expect(at('AT+CSQ')).toBe(`\r\n+CSQ: 99,99\r\n${OK}`);
  });

  it('is at the edge with weak-signal', () => {
    const { clock, faults } = armFaults('weak-signal');
    const { at } = startModem({ clock, faults });
    const [index = 99] = numbers(at('AT+CSQ'));
    expect(index).toBeLessThan(10);
    expect(numbers(at('AT+CPSI?').split('EUTRAN-BAND3,')[1] ?? '')[4]).toBeLessThan(-1150);
  });
});

describe('reports of the signal (V3.00 3.2.9, 3.2.10)', () => {
  it.each([
    ['AT+AUTOCSQ?', `\r\n+AUTOCSQ: 0,0\r\n${OK}`],
    ['AT+AUTOCSQ=1,2', ERROR],
    ['AT+AUTOCSQ=2', ERROR],
    ['AT+AUTOCSQ=?', `\r\n+AUTOCSQ: (0-1),(0-1)\r\n${OK}`],
    ['AT+CSQDELTA?', `\r\n+CSQDELTA: 5\r\n${OK}`],
    ['AT+CSQDELTA=6', ERROR],
  ])('%s', (command, answer) => {
    expect(startModem().at(command)).toBe(answer);
  });

  it('come every 5 s, and no more once they are off', () => {
    const { at, heard } = startModem();
    at('AT+AUTOCSQ=1,0');
    expect(heard(20_000).match(/\+CSQ: \d+,99/g)).toHaveLength(4);
    at('AT+AUTOCSQ=0');
    expect(heard(20_000)).toBe('');
  });

  it('come when it changes by so much', () => {
    const { clock, faults, arm } = armFaults();
    const { at, heard } = startModem({ clock, faults });
    at('AT+CSQ');
    at('AT+AUTOCSQ=1,1');
    expect(heard(6000)).toBe('');
    arm('weak-signal');
    expect(heard(6000)).toMatch(/^\r\n\+CSQ: \d,99\r\n$/);
  });

  it('do not keep a modem at pace 0 from answering', () => {
    const { at, heard } = startModem({ settings: { pace: 0 } });
    at('AT+AUTOCSQ=1,0;+CPSI=1');
    expect(heard(10_000).match(/\+CPSI: /g)).toHaveLength(10);
  });
});

describe('AT+CPSI (V3.00 4.2.14)', () => {
  it.each([
    [
      'sim7600',
      'LTE',
      /^\+CPSI: LTE,Online,999-01,0x18C3,170605569,257,EUTRAN-BAND3,1575,5,5,-\d{2,3},-\d{3,4},-\d{3},\d+$/,
    ],
    ['a76xx', 'LTE', /^\+CPSI: LTE,Online,999-01,0x18C3,170605569,257,EUTRAN-BAND3,1575,5,5,\d{1,2},\d{2},\d{2},\d+$/],
    ['sim7600', 'WCDMA', /^\+CPSI: WCDMA,Online,999-01,0x18C3,51553527,WCDMA IMT 2000,274,10788,0,6,\d+,34,15,500$/],
    ['sim7600', 'GSM', /^\+CPSI: GSM,Online,999-01,0x18C3,12401,62 EGSM 900,-\d+,0,31-31$/],
  ] as const)('%s, %s', (profile, rat, line) => {
    const network = { ...DEFAULT_MODEM_SETTINGS.network, rat };
    expect(startModem({ settings: { profile, network } }).at('AT+CPSI?').split('\r\n')[1]).toMatch(line);
  });

  it('is reported so often', () => {
    const { at, heard } = startModem();
    expect(at('AT+CPSI=256')).toBe(ERROR);
    at('AT+CPSI=10');
    expect(heard(35_000).match(/\+CPSI: LTE/g)).toHaveLength(3);
    at('AT+CPSI=0');
    expect(heard(35_000)).toBe('');
  });
});

describe('AT+CESQ (3GPP TS 27.007 8.69)', () => {
  it('is unknown to a SIM7600', () => {
    expect(startModem().at('AT+CESQ')).toBe(ERROR);
  });

  it.each([
    ['LTE', /^\+CESQ: 99,99,255,255,\d+,\d+$/],
    ['WCDMA', /^\+CESQ: 99,99,\d+,255,255,255$/],
    ['GSM', /^\+CESQ: \d+,99,255,255,255,255$/],
  ] as const)('%s', (rat, line) => {
    const network = { ...DEFAULT_MODEM_SETTINGS.network, rat };
    expect(
      startModem({ settings: { profile: 'a76xx', network } })
        .at('AT+CESQ')
        .split('\r\n')[1],
    ).toMatch(line);
  });
});
