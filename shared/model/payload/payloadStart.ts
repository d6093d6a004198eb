import { withoutCutCharacter } from '../../base/utf8.ts';

/** The most bytes of a payload a view looks at. */
export const MAX_VIEW_BYTES = 65_536;
/** A token that the cut at MAX_VIEW_BYTES broke is no mistake of the payload: `\u00e9` is the longest such. */
const LONGEST_BREAK = 6;

/** The first MAX_VIEW_BYTES, less the part of a character at their end. */
export function beginning(bytes: Uint8Array): Uint8Array {
  return bytes.length <= MAX_VIEW_BYTES ? bytes : withoutCutCharacter(bytes.subarray(0, MAX_VIEW_BYTES));
}

/** A problem of JSON at `at` comes from the cut, not from the payload. */
export const brokenByCut = (at: number, text: string, cut: boolean): boolean =>
  cut && at >= text.length - LONGEST_BREAK;
