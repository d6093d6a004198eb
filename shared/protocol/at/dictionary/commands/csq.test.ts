import { describe, expect, test } from 'vitest';
import { createDictionary } from '../dictionary.ts';
import { problemsOf, readLine } from '../lines.testkit.ts';
import { rssiDbm, signalGrade } from './csq.ts';

const dictionary = createDictionary('sim7600');
const newer = createDictionary('a76xx');

describe('AT+CSQ (V3.00 3.2.8)', () => {
  test.each([
    ['+CSQ: 0,99', '−113 dBm or less', 'weak', 'warning'],
    ['+CSQ: 1,99', '−111 dBm', 'weak', 'warning'],
    ['+CSQ: 9,0', '−95 dBm', 'weak', 'warning'],
    ['+CSQ: 10,0', '−93 dBm', 'fair', undefined],
    ['+CSQ: 15,0', '−83 dBm', 'good', undefined],
    ['+CSQ: 22,99', '−69 dBm', 'excellent', undefined],
    ['+CSQ:22,99', '−69 dBm', 'excellent', undefined],
    ['+CSQ: 22, 99', '−69 dBm', 'excellent', undefined],
    ['+CSQ: 30,99', '−53 dBm', 'excellent', undefined],
    ['+CSQ: 31,99', '−51 dBm or more', 'excellent', undefined],
    // TD-SCDMA
    ['+CSQ: 100,99', '−116 dBm or less', 'weak', 'warning'],
    ['+CSQ: 101,99', '−115 dBm', 'weak', 'warning'],
    ['+CSQ: 150,99', '−66 dBm', 'excellent', undefined],
    ['+CSQ: 191,99', '−25 dBm or more', 'excellent', undefined],
  ])('%s', (line, words, grade, odd) => {
    const { fields, odd: marked, sentence } = readLine(dictionary, 'AT+CSQ', line);
    expect(fields).toMatchObject({ rssi: words });
    expect(marked).toEqual(odd === undefined ? {} : { rssi: odd });
    expect(sentence).toBe(`signal ${words}, ${grade}`);
  });

  test.each(['+CSQ: 99,99', '+CSQ: 199,99'])('%s is not known, and no fault', (line) => {
    expect(readLine(dictionary, 'AT+CSQ', line)).toEqual({
      sentence: 'signal not known, or searching',
      fields: { rssi: 'not known (also while searching)', ber: 'not known (always on LTE)' },
      odd: { rssi: 'note' },
    });
  });

  test.each([
    ['+CSQ: 22', { rssi: '−69 dBm' }, {}],
    ['+CSQ:', {}, {}],
    ['+CSQ: ,', { rssi: 'not given', ber: 'not given' }, {}],
    ['+CSQ: 55,99', { rssi: '55', ber: 'not known (always on LTE)' }, { rssi: 'warning' }],
    ['+CSQ: 2\u00f0,99', { rssi: '2\u00f0', ber: 'not known (always on LTE)' }, { rssi: 'warning' }],
    ['+CSQ: 22,8', { rssi: '−69 dBm', ber: '8' }, { ber: 'warning' }],
    ['+CSQ: 22,99,7', { rssi: '−69 dBm', ber: 'not known (always on LTE)', 'field 3': '7' }, { 'field 3': 'note' }],
  ])('%s does not fit', (line, fields, odd) => {
    const read = readLine(dictionary, 'AT+CSQ', line);
    expect(read.fields).toEqual(fields);
    expect(read.odd).toEqual(odd);
  });

  test.each([
    [0, '0', 'below 0.01 %'],
    [5, '5', '2 to 4 %'],
    [7, '7', '8 % or more'],
  ])('bit error rate %i', (_, raw, words) => {
    expect(readLine(dictionary, 'AT+CSQ', `+CSQ: 20,${raw}`).fields.ber).toBe(words);
  });

  test('is the same line as a report', () => {
    expect(readLine(dictionary, '', '+CSQ: 12,99').sentence).toBe('signal −89 dBm, fair');
  });

  test('tells the allowed values', () => {
    expect(readLine(dictionary, 'AT+CSQ=?', '+CSQ: (0-31,99),(0-7,99)')).toEqual({
      sentence: 'Signal quality: rssi 0 to 31, 99 allowed, ber 0 to 7, 99 allowed',
      fields: { rssi: '0 to 31, 99 allowed', ber: '0 to 7, 99 allowed' },
      odd: {},
    });
  });

  test('rssiDbm knows no other numbers', () => {
    expect([-1, 32, 98, 99, 192, 199, 1.5, Number.NaN].map(rssiDbm)).toEqual(Array(8).fill(null));
    expect(signalGrade(99)).toBeNull();
  });
});

describe('AT+AUTOCSQ (3.2.9), AT+CSQDELTA (3.2.10)', () => {
  test.each([
    ['AT+AUTOCSQ?', '+AUTOCSQ: 1,1', { auto: 'on', mode: 'when it changes' }],
    ['AT+AUTOCSQ?', '+AUTOCSQ: 0,0', { auto: 'off', mode: 'every 5 s' }],
    ['AT+CSQDELTA?', '+CSQDELTA: 5', { delta: '5' }],
  ])('%s %s', (asked, line, fields) => {
    expect(readLine(dictionary, asked, line).fields).toEqual(fields);
  });

  test.each([
    ['AT+AUTOCSQ=1,1', []],
    ['AT+AUTOCSQ=1', []],
    ['AT+AUTOCSQ=2', ['unknown-value']],
    ['AT+CSQDELTA=6', ['out-of-range']],
    ['AT+CSQ?', ['no-such-form']],
  ])('%s', (line, problems) => {
    expect(problemsOf(dictionary, line)).toEqual(problems);
  });
});

describe('AT+CESQ (TS 27.007 8.69)', () => {
  test('is of the newer family only', () => {
    expect(dictionary.command('+CESQ')).toBeUndefined();
    expect(newer.command('+CESQ')).toBeDefined();
  });

  test.each([
    ['+CESQ: 99,99,255,255,20,53', { rsrq: '−10 dB', rsrp: '−88 dBm' }],
    ['+CESQ: 99,99,255,255,0,0', { rsrq: 'below −19.5 dB', rsrp: 'below −140 dBm' }],
    ['+CESQ: 99,99,255,255,255,255', { rsrq: 'not known', rsrp: 'not known' }],
    ['+CESQ: 30,0,255,255,255,255', { rxlev: '−81 dBm', ber: 'below 0.01 %' }],
  ])('%s', (line, fields) => {
    expect(readLine(newer, 'AT+CESQ', line).fields).toMatchObject(fields);
  });

  test('marks an index out of range', () => {
    expect(readLine(newer, 'AT+CESQ', '+CESQ: 99,99,255,255,35,98').odd).toEqual({ rsrq: 'warning', rsrp: 'warning' });
  });
});
