import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { type AtlogRecord, formatAtlog, parseAtlog } from '../../model/atlog.ts';
import { type AtFramerOptions, createAtFramer } from './createAtFramer.ts';
import type { AtFramer, FramedRow } from './framedRow.ts';

const CAPTURES = new URL('../../../test/fixtures/captures/', import.meta.url);

/** Bytes of a string of characters up to U+00FF. */
export const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
export const fromLatin1 = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

/** The records of an .atlog text. */
export function records(text: string): readonly AtlogRecord[] {
  const result = parseAtlog(text);
  if (!result.ok) throw new Error(result.error.message);
  return result.value.records;
}

/** The captures in test/fixtures, by name. */
export const captures: readonly { readonly name: string; readonly records: readonly AtlogRecord[] }[] = readdirSync(
  CAPTURES,
)
  .filter((name) => name.endsWith('.atlog'))
  .sort()
  .map((name) => ({ name, records: records(readFileSync(new URL(name, CAPTURES), 'utf8')) }));

/** All rows of a recording, what is left at its end included. */
export function frame(recording: readonly AtlogRecord[], options: AtFramerOptions = {}): readonly FramedRow[] {
  const framer = createAtFramer(options);
  return [...recording.flatMap((record) => feed(framer, record)), ...framer.flush()];
}

export const feed = (framer: AtFramer, { dir, t, bytes }: AtlogRecord): readonly FramedRow[] =>
  framer.feed(dir, t, bytes);

/** One direction's bytes, of records or of rows. */
export function stream(
  parts: readonly { readonly dir: 'tx' | 'rx'; readonly bytes: Uint8Array }[],
  dir: 'tx' | 'rx',
): string {
  return parts
    .filter((part) => part.dir === dir)
    .map((part) => fromLatin1(part.bytes))
    .join('');
}

/** Bytes as an .atlog line writes them, spaces as \x20. */
const escaped = (bytes: Uint8Array): string =>
  formatAtlog([{ t: 0, dir: 'tx', bytes }])
    .slice('0.000 TX '.length, -1)
    .replaceAll(' ', '\\x20');

/**
 * Plays a dialogue and holds every record against the rows that come out with it:
 *
 *     0.006 RX \r\n+CSQ: 22,99\r\n\r\nOK\r\n => info final
 *     0.100 TX AT+CM => -
 *     2.200 idle     => command*=AT+CM
 *     end            => -
 *
 * `*` is a partial row, `=` is followed by the row's bytes (spaces as \x20), `-` is no row.
 */
export function expectRows(dialogue: string, options: AtFramerOptions = {}): void {
  const framer = createAtFramer(options);
  const lines = dialogue.split('\n').filter((line) => line.trim() !== '');
  const played = lines.map((line) => {
    const [what = '', wanted = ''] = line.trim().split(/\s+=>\s+/);
    const tokens = wanted.split(/\s+/).filter((token) => token !== '-');
    const shown = play(framer, what).map((row, i) => {
      const kind = `${row.kind}${row.partial ? '*' : ''}`;
      return tokens[i]?.includes('=') === true ? `${kind}=${escaped(row.bytes)}` : kind;
    });
    return `${what} => ${shown.length === 0 ? '-' : shown.join(' ')}`;
  });
  expect(played).toEqual(lines.map(normalized));
}

/** A line of a dialogue with single blanks, its bytes escaped in the one way that `escaped` has. */
function normalized(line: string): string {
  const [what = '', wanted = ''] = line.trim().split(/\s+=>\s+/);
  const tokens = wanted.split(/\s+/).map((token) => {
    const [kind = '', bytes] = token.split(/=(.*)/s);
    return bytes === undefined ? kind : `${kind}=${escaped(records(`0 TX ${bytes}`)[0]?.bytes ?? new Uint8Array(0))}`;
  });
  return `${what} => ${tokens.join(' ')}`;
}

function play(framer: AtFramer, what: string): readonly FramedRow[] {
  if (what === 'end') return framer.flush();
  const idle = /^(\S+) idle$/.exec(what);
  if (idle !== null) return framer.idle(Math.round(Number(idle[1]) * 1_000_000));
  return records(what).flatMap((record) => feed(framer, record));
}
