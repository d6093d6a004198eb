import { createAtSides } from './atSides.ts';
import type { AtFramer, FramedRow } from './framedRow.ts';
import { FRAMER_TABLES, type FramerTables } from './framerTables.ts';
import { createLane, type LaneMode, type Sides } from './lane.ts';
import { createTextSides } from './textSides.ts';

export interface AtFramerOptions {
  /** The most bytes a row may have; longer lines and data are split, nothing is lost. At least 64, default 4096. */
  readonly lineCap?: number;
  /** After so long without a byte an unfinished line is cut, in microseconds. Default two seconds. */
  readonly silenceMicros?: number;
  /** `at`: a modem's port. `text`: a console, whose lines are all of kind `text`. Default `at`. */
  readonly content?: 'at' | 'text';
  /** Another modem family's commands and lines. */
  readonly tables?: FramerTables;
}

/** Cuts the bytes of one serial link into classified rows. Keeps no state outside; holds at most two rows of `lineCap` bytes. */
export function createAtFramer(options: AtFramerOptions = {}): AtFramer {
  const limits = { lineCap: Math.max(64, options.lineCap ?? 4096), silence: options.silenceMicros ?? 2_000_000 };
  let rows: FramedRow[] = [];
  const out = (row: FramedRow): void => {
    rows.push(row);
  };
  const lanes = { tx: createLane('tx', limits, out), rx: createLane('rx', limits, out) };
  const createSides = (): Sides =>
    options.content === 'text' ? createTextSides(lanes) : createAtSides(lanes, options.tables ?? FRAMER_TABLES);
  let sides = createSides();
  let now = 0;

  const taken = (): readonly FramedRow[] => {
    const result = rows;
    rows = [];
    return result;
  };
  /** The side whose time is up first, and when. */
  const due = (): { readonly mode: LaneMode; readonly at: number } | null => {
    const tx = sides.tx.mode.deadline;
    const rx = sides.rx.mode.deadline;
    if (tx !== null && (rx === null || tx <= rx)) return { mode: sides.tx.mode, at: tx };
    return rx === null ? null : { mode: sides.rx.mode, at: rx };
  };
  const pass = (t: number): void => {
    now = Math.max(now, t);
    for (let next = due(); next !== null && next.at <= now; next = due()) next.mode.cut();
  };

  return {
    feed(dir, t, bytes) {
      if (bytes.length === 0) return [];
      pass(t);
      sides[dir].feed(now, bytes);
      return taken();
    },
    dataAhead(dir, t, bytes) {
      pass(t);
      return sides[dir].dataAhead(bytes);
    },
    idle(t) {
      pass(t);
      return taken();
    },
    flush() {
      for (const side of [sides.tx, sides.rx]) while (side.lane.buffer.length > 0) side.mode.cut();
      // What opens after this knows nothing of the commands before.
      sides = createSides();
      return taken();
    },
    get deadline() {
      return due()?.at ?? null;
    },
  };
}
