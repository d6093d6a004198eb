import { expect, test } from 'vitest';
import { FINAL_RESULTS } from '../resultCodes.ts';
import { createDictionary } from './dictionary.ts';
import { finalWords } from './finalWords.ts';

test.each([
  ['OK', 'done'],
  ['ERROR', 'refused, without a reason: with AT+CMEE=2 the modem says why'],
  ['CONNECT', 'connected: what follows is data'],
  ['CONNECT 115200', 'connected 115200: what follows is data'],
  ['CONNECT FAIL', 'the connection could not be opened'],
  ['NO CARRIER', 'no connection, or it was closed'],
  ['CONNECTED', null],
  ['ok', null],
  ['constructor', null],
  ['', null],
])('%s', (line, words) => {
  expect(finalWords(line, 'sim7600')).toBe(words);
});

test('CONNECT of ESP-AT is no beginning of data', () => {
  expect(finalWords('CONNECT', 'esp-at')).toBe('the connection is open');
});

test('only SIMCom modems can be asked for a reason', () => {
  expect(finalWords('ERROR', 'esp-at')).toBe('refused, without a reason');
});

test.each(FINAL_RESULTS.map(({ text }) => text))('%s, which ends a command, has words', (text) => {
  const dictionary = createDictionary('sim7600');
  expect(dictionary.explainLine(text.endsWith(':') ? `${text} 3` : text.trim())).not.toBeNull();
});
