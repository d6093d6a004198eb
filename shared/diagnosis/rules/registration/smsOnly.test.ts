import { expect, test } from 'vitest';
import { exchanges, severitiesIn } from '../../capture.testkit.ts';
import { smsOnly } from './smsOnly.ts';

test.each([
  ['home', exchanges(['AT+CREG?', '+CREG: 0,6', 'OK']), ['fault']],
  ['roaming, as a report', exchanges(['', '+CEREG: 7']), ['fault']],
  ['calls only, data is fine', exchanges(['AT+CREG?', '+CREG: 0,6', 'OK'], ['AT+CGREG?', '+CGREG: 0,1', 'OK']), []],
  ['for a moment', exchanges(['', '+CEREG: 6'], 5, ['', '+CEREG: 1']), []],
  ['the data connection is up', exchanges(['AT+CREG?', '+CREG: 0,6', 'OK'], ['AT+CGACT=1,1', 'OK']), []],
  ['registered', exchanges(['AT+CREG?', '+CREG: 0,1', 'OK']), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(smsOnly, log)).toEqual(severities);
});
