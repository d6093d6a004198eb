import { describe, expect, it } from 'vitest';
import type { PayloadEncoding } from '../../contract/console.ts';
import { encodePayload } from './encodePayload.ts';

describe('encodePayload', () => {
  it.each<[PayloadEncoding, string, string]>([
    ['text', '', ''],
    ['text', '21.5 °C\n', '32312e3520c2b0430a'],
    ['json', '{ "t": 21.50 }\n', '7b202274223a2032312e3530207d0a'], // as typed: blanks and spelling kept
    ['json', '12345678901234567890', '3132333435363738393031323334353637383930'],
    ['hex', '', ''],
    ['hex', 'DE AD be:ef', 'deadbeef'],
    ['base64', '', ''],
    ['base64', '3q2+7w==', 'deadbeef'],
  ])('%s %j', (encoding, text, hex) => {
    const result = encodePayload(text, encoding);
    expect(result.ok && Buffer.from(result.value).toString('hex')).toBe(hex);
  });

  it.each<[PayloadEncoding, string, string]>([
    ['text', 'a\uD800', 'half a character'],
    ['json', '', 'choose Text'],
    ['json', ' \n', 'choose Text'],
    ['json', '{"t":21.5,}', 'line 1, column 11'],
    ['json', '"\uD800"', 'half a character'],
    ['hex', '48 6', 'character 4'],
    ['base64', 'Zg=', 'padding'],
  ])('refuses %s %j', (encoding, text, words) => {
    expect(encodePayload(text, encoding)).toMatchObject({
      ok: false,
      error: { code: 'bad-payload', message: expect.stringContaining(words) },
    });
  });
});
