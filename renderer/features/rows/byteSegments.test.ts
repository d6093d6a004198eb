import { expect, test } from 'vitest';
import { byteSegments, splitLeadingLineEnd } from './byteSegments.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
const flat = (input: Uint8Array, escapeAll = false): string =>
  byteSegments(input, 1000, escapeAll)
    .map(({ look, text }) => (look === 'plain' ? text : look === 'control' ? `[${text}]` : `{${text}}`))
    .join('');

test.each([
  ['', ''],
  ['AT+CSQ\r', 'AT+CSQ[\\r]'],
  ['OK\r\n', 'OK[\\r\\n]'],
  ['a\tb\x1a\x1b\x00\x7f', 'a[\\t]b[\\x1A\\e\\x00\\x7F]'],
  ['temp 21\xc2\xb0C', 'temp 21°C'],
  ['\xe2\x82\xac\xf0\x9f\x93\xa1', '€📡'],
  ['\xb0\x41\xc2', '{\\xB0}A{\\xC2}'],
  ['\xe2\x80\xae!', '{\\xE2\\x80\\xAE}!'],
  ['\xc2\x85', '{\\xC2\\x85}'],
  ['\xed\xa0\x80', '{\\xED\\xA0\\x80}'],
  ['\xff\xfe', '{\\xFF\\xFE}'],
])('%j is shown as %s', (input, expected) => {
  expect(flat(bytes(input))).toBe(expected);
});

test('data that is not text shows every odd byte as an escape', () => {
  expect(flat(bytes('OK\r\n\xc2\xb0\x00'), true)).toBe('OK{\\x0D\\x0A\\xC2\\xB0\\x00}');
});

test('a long row is cut and says so', () => {
  expect(byteSegments(bytes('abcdef'), 3)).toEqual([
    { look: 'plain', text: 'abc' },
    { look: 'control', text: '…' },
  ]);
});

test.each([
  ['\r\nOK\r\n', '\r\n', 'OK\r\n'],
  ['\r\r\n+CSQ: 1,99\r\n', '\r\r\n', '+CSQ: 1,99\r\n'],
  ['OK\r\n', '', 'OK\r\n'],
  ['\r\n', '', '\r\n'],
  ['', '', ''],
])('the line end before %j hangs out', (input, lead, rest) => {
  expect(splitLeadingLineEnd(bytes(input))).toEqual({ lead: bytes(lead), rest: bytes(rest) });
});
