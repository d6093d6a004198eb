import { expect, test } from 'vitest';
import { finalTone } from './finalTone.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));

test.each([
  ['\r\nOK\r\n', 'ok'],
  ['OK\r\n', 'ok'],
  ['0\r', 'ok'],
  ['1\r', 'ok'],
  ['\r\nCONNECT 115200\r\n', 'ok'],
  ['CONNECT\r\n', 'ok'],
  ['SEND OK\r\n', 'ok'],
  ['CLOSE OK\r\n', 'ok'],
  ['\r\nERROR\r\n', 'error'],
  ['+CME ERROR: 10\r\n', 'error'],
  ['+CMS ERROR: 500\r\n', 'error'],
  ['CONNECT FAIL\r\n', 'error'],
  ['NO CARRIER\r\n', 'error'],
  ['BUSY\r\n', 'error'],
  ['4\r', 'error'],
  ['', 'error'],
])('%j is %s', (line, tone) => {
  expect(finalTone(bytes(line))).toBe(tone);
});
