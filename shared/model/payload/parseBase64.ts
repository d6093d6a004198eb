import { err, ok, type Result } from '../../base/result.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BLANK = /\s/;

/**
 * Reads base64 of RFC 4648 section 4: padded, no stray bits; blanks and line ends between characters are let through.
 * The message names the character that breaks it.
 */
export function parseBase64(text: string): Result<Uint8Array, 'bad-base64'> {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let count = 0;
  let bits = 0;
  let held = 0; // characters of the group of four
  let padding = 0;
  let last = 0; // position of the last character that counts
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (BLANK.test(char)) continue;
    last = at;
    if (char === '=') {
      padding += 1;
      held += 1;
      if (held < 3 || held > 4)
        return err('bad-base64', `"=" at character ${at + 1} is out of place: padding ends the text.`);
      continue;
    }
    const value = ALPHABET.indexOf(char);
    if (value < 0) return err('bad-base64', wrongCharacter(text, at));
    if (padding > 0)
      return err('bad-base64', `"${char}" at character ${at + 1} follows the padding, which ends the text.`);
    bits = (bits << 6) | value;
    held += 1;
    if (held === 4) {
      bytes[count] = bits >> 16;
      bytes[count + 1] = (bits >> 8) & 0xff;
      bytes[count + 2] = bits & 0xff;
      count += 3;
      bits = 0;
      held = 0;
    }
  }
  if (padding === 0 && held === 0) return ok(bytes.slice(0, count));
  if (held !== 4) {
    return err(
      'bad-base64',
      `The base64 text ends within a group of four characters (${held} of 4): "=" padding is missing.`,
    );
  }
  const spare = padding === 1 ? bits & 0x3 : bits & 0xf;
  if (spare !== 0) {
    return err(
      'bad-base64',
      `The last character before the padding (near character ${last + 1}) has bits that no byte takes.`,
    );
  }
  bytes[count] = padding === 1 ? bits >> 10 : bits >> 4;
  if (padding === 1) bytes[count + 1] = (bits >> 2) & 0xff;
  return ok(bytes.slice(0, count + 3 - padding));
}

function wrongCharacter(text: string, at: number): string {
  const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const hint = char === '-' || char === '_' ? ' The URL-safe alphabet is not taken: write + for - and / for _.' : '';
  return `"${char}" at character ${at + 1} is no base64 character.${hint}`;
}
