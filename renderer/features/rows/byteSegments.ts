import { utf8CodePoint, utf8SequenceLength } from '#shared/base/utf8.ts';

/** A stretch of a row's text that is drawn alike. */
export interface ByteSegment {
  /** `control`: an escape for a control character (`\r`); `byte`: one for a byte that is no text (`\xA5`). */
  readonly look: 'plain' | 'control' | 'byte';
  readonly text: string;
}

/** As C writes them; control pictures (␍) are missing from many fonts. */
const ESCAPES: ReadonlyMap<number, string> = new Map([
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
  [0x1b, '\\e'],
]);

const hexEscape = (byte: number): string => `\\x${byte.toString(16).padStart(2, '0').toUpperCase()}`;

/** C1 controls and invisible marks would hide or turn what stands beside them. */
const UNSEEN = /^[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]$/u;

/** The character beyond ASCII at `i`; null where there is none that can be shown. */
function wideAt(bytes: Uint8Array, i: number): { readonly text: string; readonly length: number } | null {
  const length = utf8SequenceLength(bytes, i);
  if (length < 2) return null;
  const text = String.fromCodePoint(utf8CodePoint(bytes, i, length));
  return UNSEEN.test(text) ? null : { text, length };
}

/**
 * A row's bytes as text in which nothing is hidden: control characters as C escapes them, bytes that are no
 * UTF-8 as `\xHH`. `escapeAll` is for data that is not meant as text: everything outside printable ASCII as `\xHH`. Stops
 * after about `limit` bytes with `…`.
 */
export function byteSegments(bytes: Uint8Array, limit: number, escapeAll = false): ByteSegment[] {
  const segments: ByteSegment[] = [];
  let look: ByteSegment['look'] = 'plain';
  let text = '';
  const put = (nextLook: ByteSegment['look'], part: string): void => {
    if (nextLook !== look && text !== '') {
      segments.push({ look, text });
      text = '';
    }
    look = nextLook;
    text += part;
  };
  const end = Math.min(bytes.length, limit);
  let i = 0;
  while (i < end) {
    const byte = bytes[i] ?? 0;
    const wide = byte >= 0x80 && !escapeAll ? wideAt(bytes, i) : null;
    if (byte >= 0x20 && byte < 0x7f) put('plain', String.fromCharCode(byte));
    else if (wide !== null) put('plain', wide.text);
    else if ((byte < 0x20 || byte === 0x7f) && !escapeAll) put('control', ESCAPES.get(byte) ?? hexEscape(byte));
    else put('byte', hexEscape(byte));
    i += wide?.length ?? 1;
  }
  if (end < bytes.length) put('control', '…');
  if (text !== '') segments.push({ look, text });
  return segments;
}

/** Splits off the CR and LF a modem puts before a result, so that the texts of all rows begin at one edge. */
export function splitLeadingLineEnd(bytes: Uint8Array): { readonly lead: Uint8Array; readonly rest: Uint8Array } {
  let i = 0;
  while (i < bytes.length && (bytes[i] === 0x0d || bytes[i] === 0x0a)) i += 1;
  // A row that is nothing but line ends keeps them as its text.
  if (i === bytes.length) i = 0;
  return { lead: bytes.subarray(0, i), rest: bytes.subarray(i) };
}
