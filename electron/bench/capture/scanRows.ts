import type { Clock } from '#shared/base/clock.ts';
import type { RowChunk } from '#shared/model/rowChunk.ts';
import type { CaptureLog } from './captureLog.ts';

/** How much one turn of the event loop may scan: a view with a narrow filter must not hold up the ports. */
const SLICE_ROWS = 20_000;
const SLICE_MICROS = 4000;
/** Rows between two looks at the clock. */
const RUN_ROWS = 512;

/** What is left of one turn. */
export interface ScanSlice {
  readonly open: boolean;
  use(rows: number): void;
}

export function createScanSlice(clock: Clock): ScanSlice {
  const end = clock.now() + SLICE_MICROS;
  let left = SLICE_ROWS;
  return {
    get open() {
      return left > 0 && clock.now() < end;
    },
    use(rows) {
      left -= rows;
    },
  };
}

/** False stops the scan; the row is then not counted as scanned. */
export type VisitRow = (chunk: RowChunk, i: number) => boolean;

/**
 * Visits rows after < seq ≤ last, oldest first, until the slice is used up. Answers the last seq visited. Stops also where
 * the log no longer holds the next row.
 */
export function scanForward(log: CaptureLog, after: number, last: number, slice: ScanSlice, visit: VisitRow): number {
  let seq = after;
  while (seq < last && slice.open) {
    const place = log.find(seq + 1);
    if (place === undefined) break;
    const { chunk, index } = place;
    const run = Math.min(last - seq, chunk.count - index, RUN_ROWS);
    for (let i = index; i < index + run; i += 1) {
      if (!visit(chunk, i)) return seq;
      seq += 1;
    }
    slice.use(run);
  }
  return seq;
}

/** The same from the newest down: visits before > seq ≥ first. Answers the last (lowest) seq visited. */
export function scanBackward(
  log: CaptureLog,
  before: number,
  first: number,
  slice: ScanSlice,
  visit: VisitRow,
): number {
  let seq = before;
  while (seq > first && slice.open) {
    const place = log.find(seq - 1);
    if (place === undefined) break;
    const { chunk, index } = place;
    const run = Math.min(seq - first, index + 1, RUN_ROWS);
    for (let i = index; i > index - run; i -= 1) {
      if (!visit(chunk, i)) return seq;
      seq -= 1;
    }
    slice.use(run);
  }
  return seq;
}
