import { err, ok, type Result } from '../../base/result.ts';

/** Between bytes: blanks, or what C arrays, MAC addresses and packet tools put there. */
const SEPARATOR = /[\s,:;-]/;

/**
 * Reads bytes written as pairs of hex digits: `48 65`, `4865`, `0x48, 0x65`, `48:65`. Every digit must belong to a pair;
 * the message names the character where it does not.
 */
export function parseHex(text: string): Result<Uint8Array, 'bad-hex'> {
  const bytes = new Uint8Array(Math.ceil(text.length / 2));
  let count = 0;
  let at = 0;
  while (at < text.length) {
    if (SEPARATOR.test(text[at] ?? '')) {
      at += 1;
      continue;
    }
    if (text[at] === '0' && (text[at + 1] === 'x' || text[at + 1] === 'X')) at += 2;
    const high = hexDigit(text.charCodeAt(at));
    if (high < 0) return err('bad-hex', `${found(text, at)} is no hex digit (0-9, a-f).`);
    const low = hexDigit(text.charCodeAt(at + 1));
    if (low < 0) {
      return err('bad-hex', `The hex digit "${text[at]}" at character ${at + 1} stands alone: each byte takes two.`);
    }
    bytes[count] = high * 16 + low;
    count += 1;
    at += 2;
  }
  return ok(bytes.slice(0, count));
}

function found(text: string, at: number): string {
  return at < text.length
    ? `"${String.fromCodePoint(text.codePointAt(at) ?? 0)}" at character ${at + 1}`
    : `The end of the text after "0x"`;
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : -1;
}
