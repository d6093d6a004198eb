import { expect, test } from 'vitest';
import { exchanges, findIn, severitiesIn } from '../../capture.testkit.ts';
import { busyOrFailure } from './busyOrFailure.ts';

const FAILS = ['AT+CPIN?', '+CME ERROR: SIM failure'] as const;

test.each([
  ['failure', exchanges(FAILS), ['fault']],
  ['busy, again and again', exchanges(['AT+CPIN?', '+CME ERROR: 14'], 5, ['AT+CPIN?', '+CME ERROR: 14']), ['fault']],
  ['wrong card', exchanges(['AT+CIMI', '+CME ERROR: 15']), ['fault']],
  ['not ready, as a report', exchanges(['', '+CPIN: NOT READY']), ['fault']],
  ['asked too early', exchanges(FAILS, 2, ['', '+CPIN: READY']), ['note']],
  ['asked too early, and registered', exchanges(FAILS, 9, ['AT+CEREG?', '+CEREG: 0,1', 'OK']), ['note']],
  ['the radio was at minimum', exchanges(['AT+CFUN=0', 'OK'], FAILS), []],
  ['the radio was at minimum, as is told later', exchanges(FAILS, ['AT+CFUN?', '+CFUN: 0', 'OK']), []],
  ['in flight mode the card works', exchanges(['AT+CFUN=4', 'OK'], FAILS), ['fault']],
  ['not inserted', exchanges(['AT+CPIN?', '+CME ERROR: 10']), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(busyOrFailure, log)).toEqual(severities);
});

test('says how long it took', () => {
  const [found] = findIn(busyOrFailure, exchanges(FAILS, 2, ['', '+CPIN: READY']));
  expect(found?.detail).toContain('ready 3 s later');
});
