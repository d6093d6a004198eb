import type { Row } from '#shared/model/row.ts';

/** Rows with after < seq < before are not here. `lost`: the bench no longer has them either. Takes one line. */
export interface RowGap {
  readonly type: 'gap';
  readonly after: number;
  readonly before: number;
  readonly lost: boolean;
}

export type RowLine = { readonly type: 'row'; readonly row: Row } | RowGap;

/** What a list reads. Lines move when old ones are dropped or a gap is filled: remember a seq, not an index. */
export interface RowLines {
  /** Rows and gaps. */
  readonly length: number;
  /**
   * Lines dropped at the front so far, less those put there. What a list showed at line i is afterwards at line
   * i - (origin now - origin then).
   */
  readonly origin: number;
  /** Made on demand; undefined outside 0 … length - 1. */
  entryAt(i: number): RowLine | undefined;
  /** The line of that row, of the gap it is in, or of the nearest row; -1 when there are no lines. */
  indexOfSeq(seq: number): number;
  /** The last row that began no later than `t` (microseconds), else the first line; -1 when there are no lines. */
  indexOfTime(t: number): number;
}
