import { expect, test } from 'vitest';
import { exchanges, findIn, severitiesIn } from '../../capture.testkit.ts';
import { denied } from './denied.ts';

test.each([
  ['LTE', exchanges(['AT+CEREG?', '+CEREG: 0,3', 'OK']), ['fault']],
  ['2G and 3G, as a report', exchanges(['', '+CGREG: 3']), ['fault']],
  ['calls, and nothing else is known', exchanges(['AT+CREG?', '+CREG: 0,3', 'OK']), ['fault']],
  ['accepted later', exchanges(['', '+CEREG: 3'], 9, ['', '+CEREG: 5']), ['warning']],
  ['calls only, data is fine', exchanges(['AT+CREG?', '+CREG: 0,3', 'OK'], ['AT+CEREG?', '+CEREG: 0,1', 'OK']), []],
  ['searching', exchanges(['', '+CEREG: 2']), []],
  ['reports of the cell switched on, registered', exchanges(['AT+CREG?', '+CREG: 2,1,"00C3","01A4"', 'OK']), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(denied, log)).toEqual(severities);
});

test('gives the reason the modem was asked for', () => {
  const log = exchanges(['AT+CEREG?', '+CEREG: 0,3', 'OK'], ['AT+CEER', '+CEER: PLMN not allowed', 'OK']);
  expect(findIn(denied, log)[0]?.detail).toContain('PLMN not allowed: no roaming agreement');
});
