import { decodeUtf8, utf8SequenceLength } from '../../base/utf8.ts';

/** Bytes that are enough for a preview of `PREVIEW_CHARS`, also of a text with many longer characters. */
export const PREVIEW_BYTES = 160;
/** The longest preview, in UTF-16 units, the ellipsis included. */
export const PREVIEW_CHARS = 120;

const BLANKS = /[\t\n\r ]+/g;
/** Control characters, line separators, and what turns the reading direction of the text behind it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it replaces
const DISTURBING = /[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]/g;
const STAND_IN = '·';

/**
 * The start of a payload as one line: runs of blanks become one, control characters and bytes that are no text become
 * `·`. `start` holds the first bytes (PREVIEW_BYTES are enough) of `length`.
 */
export function previewPayload(start: Uint8Array, length: number): string {
  const whole = start.length === length ? start : withoutBrokenEnd(start);
  const text = decodeUtf8(whole, () => STAND_IN)
    .replace(BLANKS, ' ')
    .replace(DISTURBING, STAND_IN);
  if (text.length <= PREVIEW_CHARS && start.length === length) return text;
  return `${text.slice(0, PREVIEW_CHARS - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Leaves off the first bytes of a character whose rest is not there. */
function withoutBrokenEnd(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const at = bytes.length - back;
    if ((bytes[at] ?? 0) < 0xc0) continue;
    return utf8SequenceLength(bytes, at) === 0 ? bytes.subarray(0, at) : bytes;
  }
  return bytes;
}
