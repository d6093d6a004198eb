import type { SerialKind } from '../../model/row.ts';
import type { FramedRow } from './framedRow.ts';
import { LineBuffer } from './lineBuffer.ts';

/** The line feed that belongs to a CR comes within this time, in microseconds (one character at 300 baud takes 33 ms). */
export const LINE_FEED_MICROS = 40_000;

/** One direction of a link: the bytes that are in no row yet, and the way out for rows. */
export interface Lane {
  readonly dir: FramedRow['dir'];
  readonly buffer: LineBuffer;
  /** The most bytes a row may have. */
  readonly lineCap: number;
  /** After so long without a byte (microseconds) an unfinished row is cut. */
  readonly silence: number;
  /** Makes the buffer's first `count` bytes a row. */
  emit(kind: SerialKind, count: number, partial: boolean): void;
}

/** A way of reading the bytes of a lane. At any time one mode owns what the lane's buffer holds. */
export interface LaneMode {
  /**
   * Takes bytes from chunk[from] on and returns the index behind the last one taken. It may stop early, and takes nothing
   * only when another mode is to go on.
   */
  consume(chunk: Uint8Array, from: number, t: number): number;
  /** When `cut` is due if no byte comes; null when nothing waits. */
  readonly deadline: number | null;
  /** Time is up, or the stream has ended: what is held becomes rows. */
  cut(): void;
}

export interface LaneLimits {
  readonly lineCap: number;
  readonly silence: number;
}

export function createLane(dir: FramedRow['dir'], limits: LaneLimits, out: (row: FramedRow) => void): Lane {
  const buffer = new LineBuffer();
  return {
    dir,
    buffer,
    ...limits,
    emit(kind, count, partial) {
      if (count === 0) return;
      // A line end that waited for this line says nothing about when the line came.
      const timeOf = kind === 'payload' || buffer.start < 0 || buffer.start >= count ? 0 : buffer.start;
      const { t, tLast, bytes } = buffer.take(count, timeOf);
      out({ dir, kind, t, tLast, bytes, partial });
    },
  };
}

/** One direction as the framer drives it. */
export interface Side {
  readonly lane: Lane;
  /** The mode that owns what the lane's buffer holds. */
  readonly mode: LaneMode;
  feed(t: number, bytes: Uint8Array): void;
  /** How many of these bytes, which come next, are data and no lines. */
  dataAhead(bytes: Uint8Array): number;
}

/** Both directions of a link. */
export interface Sides {
  readonly tx: Side;
  readonly rx: Side;
}
