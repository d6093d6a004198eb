import { expect, test } from 'vitest';
import type { Expectation } from '../../../contract/sequence.ts';
import type { SerialKind, SerialRow } from '../../../model/row.ts';
import { latin1 } from '../framer.testkit.ts';
import { expectationText } from './expectationText.ts';
import { matchExpectation } from './matchExpectation.ts';

const row = (kind: SerialKind, text: string, dir: 'tx' | 'rx' = 'rx'): SerialRow => ({
  ...{ lane: 'serial', dir, kind, seq: 1, t: 0, tLast: 0, link: 1, text: '', partial: false },
  bytes: latin1(text),
});
const OK: Expectation = { what: 'final', ok: true };
const ANY: Expectation = { what: 'final', ok: false };
const PROMPT: Expectation = { what: 'prompt' };
const NOTHING: Expectation = { what: 'nothing' };
const line = (begins: string): Expectation => ({ what: 'line', begins });

test.each([
  ['final', '\r\nOK\r\n', OK, 'met'],
  ['final', '0\r', OK, 'met'],
  ['final', '\r\nCONNECT 115200\r\n', OK, 'met'],
  ['final', 'SEND OK\r\n', OK, 'met'],
  ['final', '\r\nERROR\r\n', OK, 'refused'],
  ['final', '4\r', OK, 'refused'],
  ['final', '\r\nCONNECT FAIL\r\n', OK, 'refused'],
  ['final', '\r\n+CME ERROR: SIM busy\r\n', OK, 'refused'],
  ['final', '\r\n+CME ERROR: SIM busy\r\n', ANY, 'met'],
  ['info', '\r\n+CSQ: 20,99\r\n', ANY, 'other'],
  ['late', '\r\n+CMQTTCONNECT: 0,0\r\n', line('+CMQTTCONNECT: 0,0'), 'met'],
  ['late', '\r\n+CMQTTCONNECT: 0,3\r\n', line('+CMQTTCONNECT: 0,0'), 'other'],
  ['urc', '\r\n+CPIN: READY\r\n', line('+CPIN'), 'met'],
  ['urc', '\r\n+cpin: READY\r\n', line('+CPIN'), 'other'],
  ['text', 'ready\r\n', line('ready'), 'met'],
  ['final', '\r\nOK\r\n', line('+NETOPEN: 0'), 'other'],
  ['final', '\r\nERROR\r\n', line('+NETOPEN: 0'), 'refused'],
  ['final', '\r\nERROR\r\n', line('ERROR'), 'met'],
  ['echo', 'AT+CPIN?\r', line('AT'), 'other'],
  ['payload', '+CPIN', line('+CPIN'), 'other'],
  ['prompt', '\r\n>', PROMPT, 'met'],
  ['prompt', '\r\nDOWNLOAD\r\n', PROMPT, 'met'],
  // ESP-AT says OK before the prompt.
  ['final', '\r\nOK\r\n', PROMPT, 'other'],
  ['final', '\r\nERROR\r\n', PROMPT, 'refused'],
  ['prompt', '\r\n>', OK, 'other'],
  ['final', '\r\nERROR\r\n', NOTHING, 'other'],
] as const)('%s %j for %j: %s', (kind, text, expectation, outcome) => {
  expect(matchExpectation(row(kind, text), expectation)).toBe(outcome);
});

test('what the host sends is no answer', () => {
  expect(matchExpectation(row('command', 'OK\r', 'tx'), line('OK'))).toBe('other');
});

test.each([
  [OK, 'OK'],
  [ANY, 'a final result code'],
  [line('+X'), 'a line that begins with "+X"'],
  [PROMPT, 'the prompt'],
  [NOTHING, 'nothing'],
] as const)('%j in words', (expectation, words) => {
  expect(expectationText(expectation)).toBe(words);
});
