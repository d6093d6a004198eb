import { expect, test } from 'vitest';
import { dialogue, findIn, severitiesIn } from '../../capture.testkit.ts';
import { busyOrFailure } from './busyOrFailure.ts';

const FAILS = ['AT+CPIN?', '+CME ERROR: SIM failure'] as const;

test.each([
  ['failure', dialogue(FAILS), ['fault']],
  ['busy, again and again', dialogue(['AT+CPIN?', '+CME ERROR: 14'], 5, ['AT+CPIN?', '+CME ERROR: 14']), ['fault']],
  ['wrong card', dialogue(['AT+CIMI', '+CME ERROR: 15']), ['fault']],
  ['not ready, as a report', dialogue(['', '+CPIN: NOT READY']), ['fault']],
  ['asked too early', dialogue(FAILS, 2, ['', '+CPIN: READY']), ['note']],
  ['asked too early, and registered', dialogue(FAILS, 9, ['AT+CEREG?', '+CEREG: 0,1', 'OK']), ['note']],
  ['the radio was at minimum', dialogue(['AT+CFUN=0', 'OK'], FAILS), []],
  ['the radio was at minimum, as is told later', dialogue(FAILS, ['AT+CFUN?', '+CFUN: 0', 'OK']), []],
  ['in flight mode the card works', dialogue(['AT+CFUN=4', 'OK'], FAILS), ['fault']],
  ['not inserted', dialogue(['AT+CPIN?', '+CME ERROR: 10']), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(busyOrFailure, log)).toEqual(severities);
});

test('says how long it took', () => {
  const [found] = findIn(busyOrFailure, dialogue(FAILS, 2, ['', '+CPIN: READY']));
  expect(found?.detail).toContain('ready 3 s later');
});
