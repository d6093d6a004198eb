import { expect, test } from 'vitest';
import { exchanges, severitiesIn } from '../../capture.testkit.ts';
import { notReady } from './notReady.ts';

const BARE = ['AT+CPIN?', 'ERROR'] as const;

test.each([
  ['asked twice, refused twice', exchanges(BARE, BARE), ['fault']],
  ['ready later', exchanges(BARE, ['', '+CPIN: READY']), []],
  ['registered later', exchanges(BARE, ['AT+CEREG?', '+CEREG: 0,1', 'OK']), []],
  ['the reason is known', exchanges(BARE, ['AT+CIMI', '+CME ERROR: 10']), []],
  ['the radio was at minimum', exchanges(['AT+CFUN=0', 'OK'], BARE), []],
  ['a wrong PIN', exchanges(['AT+CPIN="1234"', 'ERROR']), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(notReady, log)).toEqual(severities);
});
