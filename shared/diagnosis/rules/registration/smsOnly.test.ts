import { expect, test } from 'vitest';
import { dialogue, severitiesIn } from '../../capture.testkit.ts';
import { smsOnly } from './smsOnly.ts';

test.each([
  ['home', dialogue(['AT+CREG?', '+CREG: 0,6', 'OK']), ['fault']],
  ['roaming, as a report', dialogue(['', '+CEREG: 7']), ['fault']],
  ['calls only, data is fine', dialogue(['AT+CREG?', '+CREG: 0,6', 'OK'], ['AT+CGREG?', '+CGREG: 0,1', 'OK']), []],
  ['for a moment', dialogue(['', '+CEREG: 6'], 5, ['', '+CEREG: 1']), []],
  ['the data connection is up', dialogue(['AT+CREG?', '+CREG: 0,6', 'OK'], ['AT+CGACT=1,1', 'OK']), []],
  ['registered', dialogue(['AT+CREG?', '+CREG: 0,1', 'OK']), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(smsOnly, log)).toEqual(severities);
});
