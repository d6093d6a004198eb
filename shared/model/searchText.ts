import { encodeUtf8 } from '../base/utf8.ts';
import type { RowChunk } from './rowChunk.ts';

/** One term of a search box. */
export interface SearchTerm {
  readonly text: string;
  /** The term must not occur. */
  readonly negated: boolean;
}

/**
 * The terms of a search: words between spaces, "quoted words" as one, `-` before either to exclude it. A quote inside a
 * word is a plain character (`AT+CGDCONT=1,"IP"`), one that is never closed ends with the text. A minus alone is a word.
 */
export function parseSearchText(search: string): readonly SearchTerm[] {
  const terms: SearchTerm[] = [];
  for (const [, minus, quoted, word] of search.matchAll(/(-?)(?:"([^"]*)(?:"|$)|([^\s"]\S*))/g)) {
    const text = quoted ?? word ?? '';
    if (text !== '') terms.push({ text, negated: minus === '-' });
  }
  return terms;
}

/** Latin-1 letters to lower case, in bytes: A-Z and À-Þ without ×. */
const FOLD = Uint8Array.from({ length: 256 }, (_, byte) =>
  (byte >= 0x41 && byte <= 0x5a) || (byte >= 0xc0 && byte <= 0xde && byte !== 0xd7) ? byte + 0x20 : byte,
);

interface Needle {
  readonly negated: boolean;
  /** What to look for among bytes: the term in Latin-1, and in UTF-8 where that differs. */
  readonly forms: readonly Uint8Array[];
  /** What to look for in a row's text. */
  readonly text: string;
}

/**
 * A test for rows in which all terms occur (and no excluded one), in the bytes or in the text. Bytes are compared as Latin-1
 * with case ignored, in place. A term outside ASCII also matches its UTF-8 bytes. Undefined when there is no term.
 */
export function compileSearch(search: string): ((chunk: RowChunk, i: number) => boolean) | undefined {
  const needles = parseSearchText(search).map(needleFor);
  if (needles.length === 0) return undefined;
  return (chunk, i) => {
    const from = chunk.start[i] ?? 0;
    const to = chunk.start[i + 1] ?? from;
    const text = chunk.texts.size === 0 ? undefined : chunk.texts.get(i)?.toLowerCase();
    for (const needle of needles) {
      const found =
        needle.forms.some((form) => occurs(form, chunk.bytes, from, to)) || text?.includes(needle.text) === true;
      if (found === needle.negated) return false;
    }
    return true;
  };
}

function needleFor({ text, negated }: SearchTerm): Needle {
  const units = Array.from(text, (char) => char.codePointAt(0) ?? 0);
  const forms: Uint8Array[] = [];
  if (units.every((unit) => unit <= 0xff)) forms.push(fold(Uint8Array.from(units)));
  if (units.some((unit) => unit > 0x7f)) forms.push(fold(encodeUtf8(text)));
  return { negated, forms, text: text.toLowerCase() };
}

const fold = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => FOLD[byte] ?? byte);

function occurs(needle: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  const first = needle[0];
  const length = needle.length;
  const last = to - length;
  for (let at = from; at <= last; at += 1) {
    if (FOLD[bytes[at] ?? 0] !== first) continue;
    let k = 1;
    while (k < length && FOLD[bytes[at + k] ?? 0] === needle[k]) k += 1;
    if (k === length) return true;
  }
  return false;
}
