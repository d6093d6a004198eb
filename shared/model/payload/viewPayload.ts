import { assertNever } from '../../base/assertNever.ts';
import { decodeUtf8, isUtf8, utf8Length } from '../../base/utf8.ts';
import { DEFAULT_MAX_CHARS, type DecodedValue } from './byteReader.ts';
import { decodeCbor } from './decodeCbor.ts';
import { decodeMsgPack } from './decodeMsgPack.ts';
import { encodeBase64 } from './encodeBase64.ts';
import { formatJson } from './formatJson.ts';
import { type HexRow, hexRows } from './hexRows.ts';
import { type NumberView, numberViews } from './numberViews.ts';
import { beginning, brokenByCut, MAX_VIEW_BYTES } from './payloadStart.ts';
import { describeJsonProblem } from './scanJson.ts';

export const PAYLOAD_VIEWS = ['text', 'json', 'hex', 'base64', 'cbor', 'msgpack', 'numbers'] as const;
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
  | (Shown & { readonly view: 'hex'; readonly rows: readonly HexRow[] })
  | (Shown & { readonly view: 'base64'; readonly text: string })
  /** `problem`: where and why it is none, in words; '' when it is. */
  | (Shown & { readonly view: 'cbor' | 'msgpack'; readonly text: string; readonly problem: string })
  /** Every kind of number whose size divides the length of the payload. */
  | (Shown & { readonly view: 'numbers'; readonly rows: readonly NumberView[] });

/** The most characters a view of JSON grows to. */
const MAX_JSON_CHARS = 262_144;

/** How a payload is shown. Bounded: a payload of any size gives a view of limited size. */
export function viewPayload(bytes: Uint8Array, view: PayloadViewName): PayloadView {
  switch (view) {
    case 'text':
      return textView(bytes);
    case 'json':
      return jsonView(bytes);
    case 'hex':
      return { view, rows: hexRows(bytes.subarray(0, MAX_VIEW_BYTES)), truncatedAt: truncation(bytes, MAX_VIEW_BYTES) };
    case 'base64':
      return {
        view,
        text: encodeBase64(bytes.subarray(0, MAX_VIEW_BYTES)),
        truncatedAt: truncation(bytes, MAX_VIEW_BYTES),
      };
    case 'cbor':
      return binaryView(view, 'CBOR', bytes, decodeCbor(bytes.subarray(0, MAX_VIEW_BYTES)));
    case 'msgpack':
      return binaryView(view, 'MessagePack', bytes, decodeMsgPack(bytes.subarray(0, MAX_VIEW_BYTES)));
    case 'numbers':
      return {
        view,
        rows: numberViews(bytes.subarray(0, MAX_VIEW_BYTES)),
        truncatedAt: truncation(bytes, MAX_VIEW_BYTES),
      };
    default:
      return assertNever(view, 'payload view');
  }
}

/** A value that the cut at MAX_VIEW_BYTES broke is no mistake of the payload. */
function binaryView(view: 'cbor' | 'msgpack', name: string, bytes: Uint8Array, value: DecodedValue): PayloadView {
  const cut = bytes.length > MAX_VIEW_BYTES;
  return {
    view,
    text: value.text,
    problem: cut && (value.endsEarly || value.problem === '') ? '' : binaryProblem(name, value, bytes.length),
    truncatedAt: cut || value.text.length >= DEFAULT_MAX_CHARS ? value.read : null,
  };
}

function binaryProblem(name: string, { problem, read, text }: DecodedValue, length: number): string {
  if (length === 0) return `The payload is empty: ${name} has at least one byte.`;
  if (problem !== '') return `The payload is no ${name}: ${problem.slice(0, 1).toLowerCase()}${problem.slice(1)}.`;
  if (read < length && text.length < DEFAULT_MAX_CHARS) {
    return `After the first ${name} value ${length - read} more bytes follow: is it another format?`;
  }
  return '';
}

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

const truncation = (bytes: Uint8Array, shown: number): number | null => (shown < bytes.length ? shown : null);

function escaped(byte: number): string {
  if (byte === 0x0d) return '\\r';
  return `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
