import { describe, expect, it } from 'vitest';
import { createDictionary } from '../../dictionary.ts';
import { problemsOf, readLine } from '../../lines.testkit.ts';
import { clockWords, quarterWords, readClock } from './clock.ts';
import { TIME_COMMANDS } from './timeCommands.ts';

const dictionary = createDictionary('sim7600', TIME_COMMANDS, []);

describe('readClock', () => {
  it.each([
    ['08/11/28,12:30:35+32', '2008-11-28 12:30:35, UTC+8'],
    ['26/02/11,09:30:00-14', '2026-02-11 09:30:00, UTC−3:30'],
    ['26/02/11,09:30:00+00', '2026-02-11 09:30:00, UTC'],
    ['26/02/11,09:30:00+22', '2026-02-11 09:30:00, UTC+5:30'],
    ['26/02/11,09:30:00', '2026-02-11 09:30:00'],
    ['2026/02/11,09:30:00+04', '2026-02-11 09:30:00, UTC+1'],
    ['80/01/06,00:00:12+00', '1980-01-06 00:00:12, UTC (never set)'],
    ['70/01/01,00:03:12+00', '1970-01-01 00:03:12, UTC (never set)'],
  ])('%s', (raw, words) => {
    expect(clockWords(raw)).toBe(words);
  });

  it.each(['', '26/13/11,09:30:00+04', '26/02/11', '26/02/11,24:00:00', '26-02-11,09:30:00', 'noon'])(
    '%j is no clock',
    (raw) => {
      expect(readClock(raw)).toBeNull();
      expect(clockWords(raw)).toBe(raw);
    },
  );

  it.each([
    ['+32', 'UTC+8'],
    ['-47', 'UTC−11:45'],
    ['0', 'UTC'],
    ['x', 'x'],
  ])('zone %s', (raw, words) => {
    expect(quarterWords(raw)).toBe(words);
  });
});

/** V3.00 3.2, 4.2 and 15. */
describe('what the time commands answer', () => {
  it.each([
    ['AT+CCLK?', '+CCLK: "08/11/28,12:30:35+32"', 'clock 2008-11-28 12:30:35, UTC+8', {}],
    ['AT+CCLK?', '+CCLK: 08/11/28,12:30:35+32', 'clock 2008-11-28 12:30:35, UTC+8', {}],
    [
      'AT+CCLK?',
      '+CCLK: "80/01/06,00:00:12+00"',
      'the clock was never set: certificates seem not yet valid',
      { time: 'warning' },
    ],
    ['AT+CCLK?', '+CCLK: "garbage"', 'clock not readable', { time: 'warning' }],
    ['AT+CNTP', '+CNTP: 0', 'time over NTP: clock set', {}],
    ['AT+CNTP', '+CNTP: 6', 'time over NTP: timeout', { err: 'error' }],
    ['AT+CNTP?', '+CNTP: "time.example",32', 'time server time.example, UTC+8', {}],
    ['AT+CHTPUPDATE', '+CHTPUPDATE: 0', 'time over HTTP: clock set', {}],
    ['AT+CHTPUPDATE', '+CHTPUPDATE: 4', 'time over HTTP: network error', { err: 'error' }],
  ])('%s → %s', (asked, line, sentence, odd) => {
    const read = readLine(dictionary, asked, line);
    expect(read.sentence).toBe(sentence);
    expect(read.odd).toEqual(odd);
  });

  it('reads what has no sentence of its own', () => {
    expect(readLine(dictionary, 'AT+CTZU?', '+CTZU: 1').fields).toEqual({ onoff: 'on' });
    expect(readLine(dictionary, 'AT+CHTPUPDATE?', '+CHTPUPDATE: Updating').fields).toEqual({ status: 'Updating' });
    expect(readLine(dictionary, 'AT+CHTPSERV?', '+CHTPSERV: 0,"www.example",80,1').fields).toEqual({
      index: '0',
      host: 'www.example',
      port: '80',
      http_version: 'HTTP 1.1',
    });
  });
});

describe('what is wrong with a time command', () => {
  it.each([
    ['AT+CCLK="26/02/11,09:30:00+04"', []],
    ['AT+CCLK=26/02/11,09:30:00+04', ['not-quoted', 'too-many-parameters']],
    ['AT+CNTP="time.example",32', []],
    ['AT+CNTP="time.example",97', ['out-of-range']],
    ['AT+CNTP', []],
    ['AT+CHTPSERV="ADD","www.example",80,1', []],
    ['AT+CHTPSERV="DEL",0', []],
    ['AT+CTZU=2', ['unknown-value']],
  ])('%s', (line, problems) => {
    expect(problemsOf(dictionary, line)).toEqual(problems);
  });

  it('warns of a clock the modem will not take', () => {
    expect(dictionary.explainCommand('AT+CCLK="26/02/31 09:30"').args[0]).toMatchObject({ severity: 'warning' });
  });
});
