import type { SerialRow } from '../../../model/row.ts';
import { isBootBanner } from '../../../protocol/at/engine/bootBanner.ts';
import type { Capture, SerialEvent } from '../../types.ts';

/** A stretch of one direction of a link between two lines that can be trusted, with what is noise in it. */
export interface NoiseStretch {
  readonly link: number;
  readonly dir: 'tx' | 'rx';
  readonly rows: readonly SerialEvent[];
  /** Bytes that are no text, and the rest. */
  readonly noise: number;
  readonly text: number;
  /** The line that ended it; null: the capture ends with it. */
  readonly before: SerialEvent | null;
}

/** Rows that only a line understood yields. */
const TRUSTED: ReadonlySet<string> = new Set(['echo', 'final', 'urc', 'late', 'prompt', 'payload', 'mqtt']);
/** These have no text of their own; other rows without text are line ends. */
const DATA: ReadonlySet<string> = new Set(['payload', 'mqtt']);
const FRAMES: ReadonlySet<string> = new Set(['ppp', 'cmux']);

function isTrusted({ row, text }: SerialEvent): boolean {
  if (row.dir === 'tx') return row.kind === 'payload' || (row.kind === 'command' && /^at[+&a-z]?/i.test(text));
  if (FRAMES.has(row.kind)) return !row.partial;
  if (text === '' && !DATA.has(row.kind)) return false;
  return TRUSTED.has(row.kind) || (row.kind === 'info' && /^[ -~]{4,}$/.test(text));
}

/** Begun frames that never ended are chance bytes. */
const isNoise = (row: SerialRow): boolean => row.kind === 'garbage' || (FRAMES.has(row.kind) && row.partial);

/** All stretches with noise in them, in order. */
export function noiseStretches(capture: Capture): readonly NoiseStretch[] {
  const found: NoiseStretch[] = [];
  const open = new Map<string, SerialEvent[]>();
  const close = (key: string, before: SerialEvent | null): void => {
    const rows = open.get(key) ?? [];
    open.delete(key);
    const [first] = rows;
    if (first === undefined || first.row.dir === undefined) return;
    let noise = 0;
    let text = 0;
    for (const { row } of rows) {
      if (isNoise(row)) noise += row.bytes.length;
      else text += row.bytes.length;
    }
    if (noise > 0) found.push({ link: first.link, dir: first.row.dir, rows, noise, text, before });
  };
  for (const event of capture.serial) {
    if (event.row.kind === 'text') continue;
    const key = `${event.link} ${event.row.dir}`;
    if (isTrusted(event)) close(key, event);
    else {
      const rows = open.get(key);
      if (rows === undefined) open.set(key, [event]);
      else rows.push(event);
    }
  }
  for (const key of [...open.keys()]) close(key, null);
  return found;
}

/** The modem has just started behind it. */
export const endsInBoot = ({ before }: NoiseStretch): boolean => before !== null && isBootBanner(before.text);
