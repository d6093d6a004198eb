import { err, ok, type Result } from '../base/result.ts';
import { encodeUtf8 } from '../base/utf8.ts';

/**
 * The `.atlog` text format: one record a line — seconds, direction (`TX` host to modem, `RX` modem to host), then the bytes
 * to the end of the line, C-escaped (`\r \n \t \\ \" \xHH`). Lines that begin with `#` are comments.
 */
export interface AtlogRecord {
  /** Microseconds from the file's origin. */
  readonly t: number;
  readonly dir: 'tx' | 'rx';
  readonly bytes: Uint8Array;
}

export interface Atlog {
  readonly records: readonly AtlogRecord[];
  /** Without the `#` and the space behind it, wherever they stood. */
  readonly comments: readonly string[];
}

/**
 * Reads a capture. Blank lines are skipped; characters that need no escape may stand for themselves, those beyond ASCII as
 * UTF-8. Fails with the number of the line (`details.line`, from 1) at the first line that is no record.
 */
export function parseAtlog(text: string): Result<Atlog, 'bad-line'> {
  const records: AtlogRecord[] = [];
  const comments: string[] = [];
  let number = 0;
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    number += 1;
    if (line.trim() === '') continue;
    if (line.startsWith('#')) {
      comments.push(line.replace(/^# ?/, ''));
      continue;
    }
    const record = parseRecord(line);
    if (typeof record === 'string') return err('bad-line', `Line ${number}: ${record}`, { line: number });
    records.push(record);
  }
  return ok({ records, comments });
}

/** Writes a capture: the comments first, then a line per record. */
export function formatAtlog(records: readonly AtlogRecord[], comments: readonly string[] = []): string {
  const head = comments.flatMap((comment) => comment.split(/\r\n|\r|\n/)).map((line) => `# ${line}`.trimEnd());
  const body = records.map(({ t, dir, bytes }) => `${formatSeconds(t)} ${dir.toUpperCase()} ${escapeBytes(bytes)}`);
  return [...head, ...body, ''].join('\n');
}

/** A record, or what is wrong with the line. */
function parseRecord(line: string): AtlogRecord | string {
  const match = /^\s*(\d{1,10}(?:\.\d+)?)[ \t]+(TX|RX)(?:[ \t]([\s\S]*))?$/i.exec(line);
  if (match === null) return 'a record is the seconds, TX or RX, and the bytes, as in 1.250 TX AT\\r';
  const [, seconds = '', dir = '', escaped = ''] = match;
  const bytes = unescapeBytes(escaped);
  if (typeof bytes === 'string') return bytes;
  return { t: Math.round(Number(seconds) * 1_000_000), dir: dir.toUpperCase() === 'TX' ? 'tx' : 'rx', bytes };
}

const ESCAPES: Readonly<Record<string, number>> = { r: 0x0d, n: 0x0a, t: 0x09, '\\': 0x5c, '"': 0x22 };

function unescapeBytes(text: string): Uint8Array | string {
  const bytes: number[] = [];
  // A backslash with what belongs to it, or a run without one.
  for (const [part] of text.matchAll(/\\x[0-9a-f]{2}|\\[\s\S]?|[^\\]+/gi)) {
    const code = ESCAPES[part[1] ?? ''];
    if (!part.startsWith('\\')) for (const byte of encodeUtf8(part)) bytes.push(byte);
    else if (part.length === 4) bytes.push(Number.parseInt(part.slice(2), 16));
    else if (code !== undefined) bytes.push(code);
    else return `${part} is no escape; there are \\r \\n \\t \\\\ \\" and \\xHH with two hex digits`;
  }
  return Uint8Array.from(bytes);
}

const NAMED: Readonly<Record<number, string>> = { 13: '\\r', 10: '\\n', 9: '\\t', 92: '\\\\' };

function escapeBytes(bytes: Uint8Array): string {
  let text = '';
  for (const [index, byte] of bytes.entries()) {
    // A space at either end could be taken for layout.
    const edge = byte === 0x20 && (index === 0 || index === bytes.length - 1);
    const plain = byte >= 0x20 && byte < 0x7f && !edge;
    text += NAMED[byte] ?? (plain ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`);
  }
  return text;
}

/** Milliseconds where they are exact, else microseconds. */
function formatSeconds(t: number): string {
  const fraction = t % 1_000_000;
  const seconds = (t - fraction) / 1_000_000;
  return fraction % 1000 === 0
    ? `${seconds}.${String(fraction / 1000).padStart(3, '0')}`
    : `${seconds}.${String(fraction).padStart(6, '0')}`;
}
