import type { SerialRow } from '../../model/row.ts';

/**
 * A stretch of one direction of a serial link, classified; becomes a SerialRow when the log takes it. Line ends before a line
 * belong to its row (a modem prints CR LF text CR LF), but `t` is that of the text: they may have come long before it.
 */
export type FramedRow = Pick<SerialRow, 'dir' | 'kind' | 't' | 'tLast' | 'bytes' | 'partial'>;

/**
 * Cuts the two directions of one serial link into rows. Pure and incremental: the same timed bytes give the same rows in
 * whatever chunks they come, and the rows of a direction, concatenated, give back its bytes.
 */
export interface AtFramer {
  /** `t`: microseconds at which these bytes were read or written; never goes back. */
  feed(dir: 'tx' | 'rx', t: number, bytes: Uint8Array): readonly FramedRow[];
  /**
   * How many of these bytes, which come next in their direction at time `t`, are no lines: counted or terminated data, a raw
   * connection, frames. Also the line the host sends before the prompt it has asked for: nobody knows yet whether it is data.
   */
  dataAhead(dir: 'tx' | 'rx', t: number, bytes: Uint8Array): number;
  /** Time passes without bytes: lines silent since too long are cut, as partial rows. */
  idle(t: number): readonly FramedRow[];
  /** The link closed: everything still held comes out. */
  flush(): readonly FramedRow[];
  /** The time at which `idle` will have something to cut, or null. */
  readonly deadline: number | null;
}
