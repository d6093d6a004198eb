import { expect, test } from 'vitest';
import { encodeUtf8 } from '../../base/utf8.ts';
import { hex } from './mqttBytes.testkit.ts';
import { payloadPreview, visibleText } from './payloadPreview.ts';

test.each([
  ['JSON', encodeUtf8('{"t":21.5}'), 40, '{"t":21.5}'],
  ['nothing', hex(''), 40, ''],
  ['line ends and tabs', encodeUtf8('a\r\n\tb'), 40, 'a\\r\\n\\tb'],
  ['one control character in text', encodeUtf8('end of text\u0003'), 40, 'end of text\\x03'],
  ['C1 control characters', encodeUtf8('abcde\u0085'), 40, 'abcde\\x85'],
  ['umlauts and symbols', encodeUtf8('21 °C €'), 40, '21 °C €'],
  ['cut text', encodeUtf8('abcdef'), 3, 'abc…'],
  ['cut before a multi-byte character, which stays whole', encodeUtf8('ab€€'), 3, 'ab€…'],
  ['text of just the length', encodeUtf8('abc'), 3, 'abc'],
  ['not UTF-8', hex('de ad be ef'), 40, 'de ad be ef'],
  ['mostly control characters', hex('00 01 02 41'), 40, '00 01 02 41'],
  ['cut hex', hex('de ad be ef'), 8, 'de ad be…'],
  ['a very narrow column', hex('fe ad'), 1, 'fe…'],
])('%s', (_name, bytes, max, expected) => {
  expect(payloadPreview(bytes, max)).toBe(expected);
});

test('a character cut by the end of the payload is not text', () => {
  expect(payloadPreview(hex('61 62 e2 82'), 40)).toBe('61 62 e2 82');
});

test('visibleText leaves everything but control characters', () => {
  expect(visibleText('größe/€\u0000\n')).toBe('größe/€\\x00\\n');
});
