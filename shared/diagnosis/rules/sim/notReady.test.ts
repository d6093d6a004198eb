import { expect, test } from 'vitest';
import { dialogue, severitiesIn } from '../../capture.testkit.ts';
import { notReady } from './notReady.ts';

const BARE = ['AT+CPIN?', 'ERROR'] as const;

test.each([
  ['asked twice, refused twice', dialogue(BARE, BARE), ['fault']],
  ['ready later', dialogue(BARE, ['', '+CPIN: READY']), []],
  ['registered later', dialogue(BARE, ['AT+CEREG?', '+CEREG: 0,1', 'OK']), []],
  ['the reason is known', dialogue(BARE, ['AT+CIMI', '+CME ERROR: 10']), []],
  ['the radio was at minimum', dialogue(['AT+CFUN=0', 'OK'], BARE), []],
  ['a wrong PIN', dialogue(['AT+CPIN="1234"', 'ERROR']), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(notReady, log)).toEqual(severities);
});
