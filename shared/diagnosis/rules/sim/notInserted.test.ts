import { expect, test } from 'vitest';
import { dialogue, findIn, severitiesIn } from '../../capture.testkit.ts';
import { notInserted } from './notInserted.ts';

const READY = ['', '+CPIN: READY'] as const;

test.each([
  ['in words', dialogue(['AT+CPIN?', '+CME ERROR: SIM not inserted']), ['fault']],
  ['by number', dialogue(['AT+CPIN?', '+CME ERROR: 10']), ['fault']],
  ['to another command', dialogue(['AT+CIMI', '+CME ERROR: 10']), ['fault']],
  ['to an SMS command', dialogue(['AT+CMGF=1', 'OK'], ['AT+CMGL="ALL"', '+CMS ERROR: 310']), ['fault']],
  ['as a report', dialogue(['', '+CPIN: NOT INSERTED']), ['fault']],
  ['taken out', dialogue(READY, 60, ['', '+CPIN: SIM REMOVED']), ['fault']],
  ['taken out and put back', dialogue(['', '+CPIN: SIM REMOVED'], 9, READY), ['warning']],
  ['registered later', dialogue(['AT+CPIN?', '+CME ERROR: 10'], 9, ['AT+CEREG?', '+CEREG: 0,1', 'OK']), ['warning']],
  ['switched off with the radio', dialogue(['AT+CFUN=0', 'OK'], ['', '+SIMCARD: NOT AVAILABLE']), []],
  ['on the way down', dialogue(['AT+CRESET', 'OK'], ['', '+SIMCARD: NOT AVAILABLE']), []],
  ['ready', dialogue(['AT+CPIN?', '+CPIN: READY', 'OK']), []],
  ['busy', dialogue(['AT+CPIN?', '+CME ERROR: 14']), []],
  ['no network service', dialogue(['AT+CGACT=1,1', '+CME ERROR: 30']), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(notInserted, log)).toEqual(severities);
});

test('tells a card that was lost from one that never was there', () => {
  const absent = ['', '+SIMCARD: NOT AVAILABLE'] as const;
  expect(findIn(notInserted, dialogue(absent))[0]?.title).toBe('The SIM card is not inserted');
  const lost = dialogue(['AT+CEREG?', '+CEREG: 0,1', 'OK'], 9, absent);
  expect(findIn(notInserted, lost)[0]?.title).toBe('The SIM card was lost while the modem was running');
});
