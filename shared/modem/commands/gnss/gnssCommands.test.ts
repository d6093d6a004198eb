import { describe, expect, it } from 'vitest';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { latin1Text } from '../../../base/latin1.ts';
import { createSeededRandom } from '../../../base/seededRandom.ts';
import { createDictionary } from '../../../protocol/at/dictionary/dictionary.ts';
import { createModem } from '../../createModem.ts';
import { createFakeNetwork } from '../../fakeNetwork.testkit.ts';
import { armFaults } from '../../faults/armed.testkit.ts';
import { NO_FAULTS } from '../../faults/faultPoints.ts';
import { startModem } from '../../modem.testkit.ts';
import { DEFAULT_MODEM_SETTINGS } from '../../modemSettings.ts';

const OK = '\r\nOK\r\n';
const ERROR = '\r\nERROR\r\n';
const line = (text: string): string => `\r\n${text}\r\n${OK}`;
const NO_FIX = line('+CGPSINFO: ,,,,,,,,');
const FIX = /^\r\n\+CGPSINFO: 52\d\d\.\d{6},N,005\d\d\.\d{6},E,020126,\d{6}\.\d,\d+\.\d,\d+\.\d,\d+\.\d\r\n\r\nOK\r\n$/;
const a76xx = { settings: { profile: 'a76xx' } } as const;

describe('GNSS of a SIM7600 (V3.00 chapter 17)', () => {
  it('finds its position after a while, and moves', () => {
    const { at, heard } = startModem();
    expect(at('AT+CGPS?')).toBe(line('+CGPS: 0,1'));
    expect(at('AT+CGPSINFO')).toBe(NO_FIX);
    expect(at('AT+CGPS=1,2')).toBe(OK);
    expect(at('AT+CGPS?')).toBe(line('+CGPS: 1,2'));
    heard(30_000);
    expect(at('AT+CGPSINFO')).toBe(NO_FIX);
    heard(10_000);
    const first = at('AT+CGPSINFO');
    expect(first).toMatch(FIX);
    heard(5000);
    expect(at('AT+CGPSINFO').slice(0, 30)).not.toBe(first.slice(0, 30));
  });

  it('is faster when it knows the satellites, and no more after a cold start', () => {
    const { at, heard } = startModem();
    at('AT+CGPS=1');
    heard(40_000);
    at('AT+CGPS=0');
    heard(3000);
    at('AT+CGPS=1');
    heard(3000);
    expect(at('AT+CGPSINFO')).toMatch(FIX);
    at('AT+CGPS=0');
    heard(3 * 3600_000);
    at('AT+CGPS=1');
    heard(20_000);
    expect(at('AT+CGPSINFO')).toBe(NO_FIX);
    heard(10_000);
    expect(at('AT+CGPSINFO')).toMatch(FIX);
    at('AT+CGPS=0');
    heard(3000);
    expect(at('AT+CGPSCOLD')).toBe(OK);
    heard(30_000);
    expect(at('AT+CGPSINFO')).toBe(NO_FIX);
    heard(10_000);
    expect(at('AT+CGPSINFO')).toMatch(FIX);
    at('AT+CGPS=0');
    heard(3000);
    expect(at('AT+CGPSHOT')).toBe(OK);
    heard(3000);
    expect(at('AT+CGPSINFO')).toMatch(FIX);
  });

  it('tells when it is off, and cannot be started before', () => {
    const { at, heard } = startModem();
    at('AT+CGPS=1');
    expect(at('AT+CGPS=1')).toBe(ERROR);
    expect(at('AT+CGPSHOT')).toBe(ERROR);
    expect(at('AT+CGPS=0')).toBe(OK);
    expect(at('AT+CGPS=1')).toBe(ERROR);
    expect(heard(5000)).toBe('\r\n+CGPS: 0\r\n');
    expect(at('AT+CGPS=0')).toBe(ERROR);
    expect(at('AT+CGPS=1')).toBe(OK);
  });

  it('reports as often as it is asked to', () => {
    const { at, heard } = startModem();
    at('AT+CGPS=1');
    expect(at('AT+CGPSINFO=10')).toBe(OK);
    expect(at('AT+CGPSINFO?')).toBe(line('+CGPSINFO: 10'));
    expect(heard(10_000)).toBe('\r\n+CGPSINFO: ,,,,,,,,\r\n');
    heard(30_000);
    expect(heard(10_000)).toMatch(/^\r\n\+CGPSINFO: 52/);
    at('AT+CGNSSINFO=10');
    expect(heard(10_000).match(/\+CG(PS|NSS)INFO: /g)).toHaveLength(2);
    at('AT+CGPSINFO=0;+CGNSSINFO=0');
    expect(heard(60_000)).toBe('');
  });

  it('counts satellites', () => {
    const { at, heard } = startModem();
    expect(at('AT+CGNSSINFO')).toBe(line(`+CGNSSINFO: ${','.repeat(15)}`));
    at('AT+CGPS=1');
    heard(40_000);
    expect(at('AT+CGNSSINFO')).toMatch(
      /\+CGNSSINFO: 3,0\d,0\d,03,52\d\d\.\d+,N,005.*,E,020126,[\d.]+,([\d.]+,){5}[\d.]+\r\n/,
    );
  });

  it.each(['AT+CGPS=2', 'AT+CGPS=1,4', 'AT+CGPS', 'AT+CGPSINFO=256', 'AT+CGNSSPWR=1', 'AT+CGPSCOLD=1'])(
    '%s',
    (command) => {
      expect(startModem().at(command)).toBe(ERROR);
    },
  );

  it('finds nothing with gnss-no-fix', () => {
    const { clock, faults } = armFaults('gnss-no-fix');
    const { at, heard } = startModem({ clock, faults });
    at('AT+CGPS=1');
    heard(300_000);
    expect(at('AT+CGPSINFO')).toBe(NO_FIX);
  });

  it('speaks NMEA on a port of its own, once a second while it is on', () => {
    const clock = createFakeClock();
    const sentences: string[] = [];
    const modem = createModem(
      {
        ...{ clock, random: createSeededRandom(1), network: createFakeNetwork(clock), faults: NO_FAULTS },
        toHost: (bytes) => expect(latin1Text(bytes)).not.toContain('$GP'),
        onNmea: (sentence) => sentences.push(sentence),
      },
      DEFAULT_MODEM_SETTINGS,
    );
    const tell = (command: string): void => modem.receive(new TextEncoder().encode(`${command}\r`));
    modem.powerOn();
    clock.advance(10_000);
    expect(sentences).toEqual([]);
    tell('AT+CGPS=1');
    clock.advance(40_100);
    expect(sentences).toHaveLength(160);
    expect(sentences[0]).toBe('$GPGGA,,,,,,0,,,,,,,,*66');
    expect(sentences.at(-1)).toMatch(/^\$GPRMC,\d{6}\.\d\d,A,52/);
    tell('AT+CGPS=0');
    clock.advance(10_000);
    expect(sentences).toHaveLength(160);
  });
});

describe('GNSS of an A76xx', () => {
  it('says when it is ready', () => {
    const { at, heard } = startModem(a76xx);
    expect(at('AT+CGPSINFO')).toBe(ERROR);
    expect(at('AT+CGPSCOLD')).toBe(ERROR);
    expect(at('AT+CGNSSPWR?')).toBe(line('+CGNSSPWR: 0,0'));
    expect(at('AT+CGNSSPWR=1')).toBe(OK);
    expect(at('AT+CGNSSPWR=1')).toBe(OK);
    expect(heard(20_000)).toBe('\r\n+CGNSSPWR: READY!\r\n');
  });

  it('has decimal degrees and counts Galileo', () => {
    const { at, heard } = startModem(a76xx);
    at('AT+CGNSSPWR=1');
    expect(heard(10_000)).toBe('\r\n+CGNSSPWR: READY!\r\n');
    expect(at('AT+CGNSSINFO')).toBe(line(`+CGNSSINFO: ${','.repeat(17)}`));
    heard(40_000);
    expect(at('AT+CGPSINFO')).toMatch(FIX);
    const text = at('AT+CGNSSINFO');
    expect(text).toMatch(/\+CGNSSINFO: 3,0\d,03,0\d,02,52\.\d{7},N,5\.\d{7},E,/);
    const sentence = createDictionary('a76xx').explainLine(text.split('\r\n')[1] ?? '') ?? '';
    expect(sentence).toMatch(/^52\.1\d+°, 5\.2\d+° at 2026-01-02/);
    expect(at('AT+CGPSCOLD')).toBe(OK);
    expect(at('AT+CGPSINFO')).toBe(NO_FIX);
    at('AT+CGPSINFO=1');
    expect(heard(1000)).toBe('\r\n+CGPSINFO: ,,,,,,,,\r\n');
    expect(at('AT+CGNSSPWR=0')).toBe(OK);
    expect(at('AT+CGNSSPWR=1')).toBe(ERROR);
    expect(heard(5000)).toBe('');
    expect(at('AT+CGNSSPWR?')).toBe(line('+CGNSSPWR: 0,0'));
  });

  it('has no AT+CGPS', () => {
    expect(startModem(a76xx).at('AT+CGPS=1')).toBe(ERROR);
  });
});
