import { assertNever } from '../../base/assertNever.ts';
import { decodeUtf8, isUtf8, utf8Length, withoutCutCharacter } from '../../base/utf8.ts';
import { formatJson } from './formatJson.ts';
import { type HexRow, hexRows } from './hexRows.ts';
import { describeJsonProblem, scanJson } from './scanJson.ts';

export const PAYLOAD_VIEWS = ['text', 'json', 'hex'] as const;
export type PayloadViewName = (typeof PAYLOAD_VIEWS)[number];

interface Shown {
  /** Bytes that the view shows when the payload is longer than that; null when it shows all. */
  readonly truncatedAt: number | null;
}

export type PayloadView =
  /** Bytes that are no text stand as `\xHH`. */
  | (Shown & { readonly view: 'text'; readonly text: string })
  /** `problem`: where and why it is no JSON, in words; '' when it is. */
  | (Shown & { readonly view: 'json'; readonly text: string; readonly problem: string })
  | (Shown & { readonly view: 'hex'; readonly rows: readonly HexRow[] });

/** The most bytes a view looks at. */
export const MAX_VIEW_BYTES = 65_536;
/** The most characters a view of JSON grows to. */
const MAX_JSON_CHARS = 262_144;
/** A token that the cut at MAX_VIEW_BYTES broke is no mistake of the payload: `\u00e9` is the longest such. */
const LONGEST_BREAK = 6;

/** How a payload is shown. Bounded: a payload of any size gives a view of limited size. */
export function viewPayload(bytes: Uint8Array, view: PayloadViewName): PayloadView {
  switch (view) {
    case 'text':
      return textView(bytes);
    case 'json':
      return jsonView(bytes);
    case 'hex':
      return { view, rows: hexRows(bytes.subarray(0, MAX_VIEW_BYTES)), truncatedAt: truncation(bytes, MAX_VIEW_BYTES) };
    default:
      return assertNever(view, 'payload view');
  }
}

/** The view that shows most at first sight: JSON objects and arrays as JSON, other text as text, the rest as hex. */
export function guessView(bytes: Uint8Array): PayloadViewName {
  const start = beginning(bytes);
  if (!isUtf8(start)) return 'hex';
  const text = decodeUtf8(start);
  if (/^[ \t\r\n]*[[{]/.test(text)) {
    const problem = scanJson(text, () => true);
    if (problem === null || brokenByCut(problem.at, text, start.length < bytes.length)) return 'json';
  }
  return UNPRINTABLE.test(text) ? 'hex' : 'text';
}

/** Control characters but tab, line feed and carriage return. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
const UNPRINTABLE = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/;

function textView(bytes: Uint8Array): PayloadView {
  const start = beginning(bytes);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it replaces
  const text = decodeUtf8(start, escaped).replace(/[\x00-\x08\x0b-\x1f\x7f]/g, (char, at: number, all: string) =>
    char === '\r' && all[at + 1] === '\n' ? '' : escaped(char.charCodeAt(0)),
  );
  return { view: 'text', text, truncatedAt: truncation(bytes, start.length) };
}

function jsonView(bytes: Uint8Array): PayloadView {
  const start = beginning(bytes);
  if (!isUtf8(start)) {
    return {
      view: 'json',
      text: decodeUtf8(start, escaped),
      problem: 'The payload is no JSON: it is not UTF-8 text.',
      truncatedAt: truncation(bytes, start.length),
    };
  }
  const text = decodeUtf8(start);
  const formatted = formatJson(text, MAX_JSON_CHARS);
  const cut = start.length < bytes.length;
  const { problem } = formatted;
  return {
    view: 'json',
    text: formatted.text,
    problem: problem === null || brokenByCut(problem.at, text, cut) ? '' : describeJsonProblem(text, problem),
    truncatedAt:
      formatted.read < text.length ? utf8Length(text.slice(0, formatted.read)) : truncation(bytes, start.length),
  };
}

const brokenByCut = (at: number, text: string, cut: boolean): boolean => cut && at >= text.length - LONGEST_BREAK;

const truncation = (bytes: Uint8Array, shown: number): number | null => (shown < bytes.length ? shown : null);

/** The first MAX_VIEW_BYTES, less the part of a character at their end. */
function beginning(bytes: Uint8Array): Uint8Array {
  return bytes.length <= MAX_VIEW_BYTES ? bytes : withoutCutCharacter(bytes.subarray(0, MAX_VIEW_BYTES));
}

function escaped(byte: number): string {
  if (byte === 0x0d) return '\\r';
  return `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
