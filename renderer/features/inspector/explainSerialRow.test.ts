import { expect, test } from 'vitest';
import type { SerialKind, SerialRow } from '#shared/model/row.ts';
import { createDictionary } from '#shared/protocol/at/dictionary/dictionary.ts';
import { explainSerialRow } from './explainSerialRow.ts';

const dictionary = createDictionary('sim7600');
const row = (kind: SerialKind, text: string): SerialRow => ({
  seq: 1,
  t: 0,
  tLast: 0,
  lane: 'serial',
  link: 1,
  dir: kind === 'command' ? 'tx' : 'rx',
  kind,
  partial: false,
  bytes: new TextEncoder().encode(text),
  text: '',
});

test('an answer is read field by field', () => {
  const explanation = explainSerialRow(row('info', '\r\n+CSQ: 22,99\r\n'), dictionary);
  expect(explanation?.fields.map(({ name, text }) => [name, text])).toEqual([
    ['rssi', '−69 dBm'],
    ['ber', 'not known (always on LTE)'],
  ]);
  expect(explanation?.title).not.toBe('');
});

test('a command is read with its parameters and what is wrong with them', () => {
  const explanation = explainSerialRow(row('command', 'AT+CFUN=9\r'), dictionary);
  expect(explanation?.fields[0]?.raw).toBe('9');
  expect(explanation?.problems.length).toBeGreaterThan(0);
});

test('a report says what to conclude', () => {
  expect(explainSerialRow(row('urc', '\r\n+CPIN: READY\r\n'), dictionary)?.title).not.toBe('');
});

test.each(['payload', 'garbage', 'prompt', 'text'] as const)('%s is no AT text', (kind) => {
  expect(explainSerialRow(row(kind, '+CSQ: 1,2'), dictionary)).toBeNull();
});

test('a line nobody knows stays unexplained', () => {
  expect(explainSerialRow(row('info', 'xyzzy 1 2 3'), dictionary)).toBeNull();
});
