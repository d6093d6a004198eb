import { expect, test } from 'vitest';
import { exchanges, findIn, severitiesIn } from '../../capture.testkit.ts';
import { notInserted } from './notInserted.ts';

const READY = ['', '+CPIN: READY'] as const;

test.each([
  ['in words', exchanges(['AT+CPIN?', '+CME ERROR: SIM not inserted']), ['fault']],
  ['by number', exchanges(['AT+CPIN?', '+CME ERROR: 10']), ['fault']],
  ['to another command', exchanges(['AT+CIMI', '+CME ERROR: 10']), ['fault']],
  ['to an SMS command', exchanges(['AT+CMGF=1', 'OK'], ['AT+CMGL="ALL"', '+CMS ERROR: 310']), ['fault']],
  ['as a report', exchanges(['', '+CPIN: NOT INSERTED']), ['fault']],
  ['taken out', exchanges(READY, 60, ['', '+CPIN: SIM REMOVED']), ['fault']],
  ['taken out and put back', exchanges(['', '+CPIN: SIM REMOVED'], 9, READY), ['warning']],
  ['registered later', exchanges(['AT+CPIN?', '+CME ERROR: 10'], 9, ['AT+CEREG?', '+CEREG: 0,1', 'OK']), ['warning']],
  ['switched off with the radio', exchanges(['AT+CFUN=0', 'OK'], ['', '+SIMCARD: NOT AVAILABLE']), []],
  ['on the way down', exchanges(['AT+CRESET', 'OK'], ['', '+SIMCARD: NOT AVAILABLE']), []],
  ['with the modem side alone', String.raw`0 RX \r\n+CME ERROR: SIM not inserted\r\n`, ['fault']],
  ['ready', exchanges(['AT+CPIN?', '+CPIN: READY', 'OK']), []],
  ['busy', exchanges(['AT+CPIN?', '+CME ERROR: 14']), []],
  ['no network service', exchanges(['AT+CGACT=1,1', '+CME ERROR: 30']), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(notInserted, log)).toEqual(severities);
});

test('tells a card that was lost from one that never was there', () => {
  const absent = ['', '+SIMCARD: NOT AVAILABLE'] as const;
  expect(findIn(notInserted, exchanges(absent))[0]?.title).toBe('The SIM card is not inserted');
  const lost = exchanges(['AT+CEREG?', '+CEREG: 0,1', 'OK'], 9, absent);
  expect(findIn(notInserted, lost)[0]?.title).toBe('The SIM card was lost while the modem was running');
});
