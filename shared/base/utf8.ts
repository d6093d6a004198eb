/** UTF-8 as in RFC 3629 / Unicode table 3-7, without the platform's decoder: a bench must show the bytes that are wrong. */

/**
 * Length in bytes of the well-formed sequence that begins at `at`; 0 when the byte there begins none (overlong forms,
 * surrogates, values above U+10FFFF, stray continuation bytes and sequences cut by `end` included).
 */
export function utf8SequenceLength(bytes: Uint8Array, at: number, end = bytes.length): number {
  const lead = at < end ? (bytes[at] ?? 0xff) : 0xff;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  if (at + length > end) return 0;
  const second = bytes[at + 1] ?? 0;
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < lowest || second > highest) return 0;
  for (let i = 2; i < length; i += 1) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

/** The code point of a well-formed sequence of `length` bytes. */
export function utf8CodePoint(bytes: Uint8Array, at: number, length: number): number {
  const lead = bytes[at] ?? 0;
  if (length === 1) return lead;
  let code = lead & (0xff >> (length + 1));
  for (let i = 1; i < length; i += 1) code = (code << 6) | ((bytes[at + i] ?? 0) & 0x3f);
  return code;
}

/** True when every byte belongs to a well-formed sequence. */
export function isUtf8(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; ) {
    const length = utf8SequenceLength(bytes, at);
    if (length === 0) return false;
    at += length;
  }
  return true;
}

/** Reads text; each byte that belongs to no well-formed sequence becomes what `invalid` makes of it (U+FFFD by default). */
export function decodeUtf8(bytes: Uint8Array, invalid: (byte: number) => string = () => '\uFFFD'): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = utf8SequenceLength(bytes, at);
    if (length === 0) {
      text += invalid(bytes[at] ?? 0);
      at += 1;
    } else {
      text += String.fromCodePoint(utf8CodePoint(bytes, at, length));
      at += length;
    }
  }
  return text;
}

/** For bytes that were cut at any place: leaves off the beginning of a character whose rest is missing. */
export function withoutCutCharacter(bytes: Uint8Array): Uint8Array {
  for (let at = bytes.length - 1; at >= Math.max(0, bytes.length - 3); at -= 1) {
    if ((bytes[at] ?? 0) < 0xc0) continue; // ASCII, or inside a character
    return utf8SequenceLength(bytes, at) === 0 ? bytes.subarray(0, at) : bytes;
  }
  return bytes;
}

/** Bytes the text takes; a lone surrogate counts as U+FFFD. */
export function utf8Length(text: string): number {
  let length = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.codePointAt(i) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (code > 0xffff) i += 1;
  }
  return length;
}

/** Writes text; a lone surrogate, which has no UTF-8 form, becomes U+FFFD (see String.isWellFormed). */
export function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(utf8Length(text));
  let at = 0;
  for (let i = 0; i < text.length; i += 1) {
    let code = text.codePointAt(i) ?? 0;
    if (code > 0xffff) i += 1;
    else if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    const length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (let k = length - 1; k > 0; k -= 1) {
      bytes[at + k] = 0x80 | (code & 0x3f);
      code >>= 6;
    }
    bytes[at] = length === 1 ? code : ((0xf00 >> length) & 0xff) | code;
    at += length;
  }
  return bytes;
}
