import { utf8SequenceLength } from '../../base/utf8.ts';
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

/** Well-formed UTF-8 without control characters. */
function isUtf8Text(data: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; ) {
    const length = utf8SequenceLength(data, at, to);
    if (length === 0 || (length === 1 && BYTE_CLASS[data[at] ?? 0] === OTHER)) return false;
    at += length;
  }
  return true;
}
