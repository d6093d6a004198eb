import { BYTE_CLASS, OTHER } from './byteClass.ts';

/** A stretch of a line: text, or bytes that are none. */
export interface LineSegment {
  readonly from: number;
  readonly to: number;
  readonly garbage: boolean;
}

/** Text shorter than this between garbage is chance, unless it is a known line. */
const MIN_TEXT = 4;

/**
 * Parts noise from text in data[from … to). Garbage before text is cut off (a start-up glitch before `RDY`). A few bad bytes
 * inside a line stay in it (a field hit by noise), and so does UTF-8. In a line full of noise what can be read at its
 * beginning and end is kept as text. `known` tells whether short text is a line of its own; `alsoText` is a control character
 * that counts as text.
 */
export function splitGarbage(
  data: Uint8Array,
  from: number,
  to: number,
  known: (from: number, to: number) => boolean,
  alsoText = -1,
): readonly LineSegment[] {
  const isOther = (byte: number | undefined): boolean => byte !== alsoText && BYTE_CLASS[byte ?? 0] === OTHER;
  const runEnd = (begin: number, other: boolean): number => {
    let end = begin;
    while (end < to && isOther(data[end]) === other) end += 1;
    return end;
  };
  if (isUtf8Text(data, from, to)) return [{ from, to, garbage: false }];
  const first = runEnd(from, true);
  const lead: readonly LineSegment[] = first > from ? [{ from, to: first, garbage: true }] : [];
  if (first === to) return lead;
  // At most one byte in five is bad, or the rest is UTF-8.
  let bad = 0;
  for (let i = first; i < to; i += 1) if (isOther(data[i])) bad += 1;
  if (bad * 5 <= to - first || isUtf8Text(data, first, to)) return [...lead, { from: first, to, garbage: false }];

  const headEnd = runEnd(first, false);
  const head = headEnd - first >= MIN_TEXT;
  let tail = to;
  while (tail > headEnd && !isOther(data[tail - 1])) tail -= 1;
  if (to - tail < MIN_TEXT && !known(tail, to)) tail = to;
  const segments: LineSegment[] = [];
  if (head) segments.push(...lead, { from: first, to: headEnd, garbage: false });
  segments.push({ from: head ? headEnd : from, to: tail, garbage: true });
  if (tail < to) segments.push({ from: tail, to, garbage: false });
  return segments;
}

/** Well-formed UTF-8 (RFC 3629) without control characters. */
export function isUtf8Text(data: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; ) {
    const byte = data[i] ?? 0;
    if (byte < 0x80) {
      if (BYTE_CLASS[byte] === OTHER) return false;
      i += 1;
      continue;
    }
    const more =
      byte >= 0xc2 && byte <= 0xdf ? 1 : byte >= 0xe0 && byte <= 0xef ? 2 : byte >= 0xf0 && byte <= 0xf4 ? 3 : 0;
    if (more === 0 || i + more >= to) return false;
    for (let k = 1; k <= more; k += 1) if (((data[i + k] ?? 0) & 0xc0) !== 0x80) return false;
    const next = data[i + 1] ?? 0;
    if ((byte === 0xe0 && next < 0xa0) || (byte === 0xed && next > 0x9f)) return false;
    if ((byte === 0xf0 && next < 0x90) || (byte === 0xf4 && next > 0x8f)) return false;
    i += more + 1;
  }
  return true;
}
