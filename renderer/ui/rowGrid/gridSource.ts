import type { ReactNode } from 'react';

/**
 * What a RowGrid draws: a list that grows at its end and is cut at its head. Entries never change once they are there,
 * except that `reset` may count up, after which nothing of what was known holds.
 */
export interface GridSource {
  readonly count: number;
  /** How many entries have been cut off the head since the source (or its last reset) began. */
  readonly dropped: number;
  /** Counts up when the list was replaced (another filter, cleared). */
  readonly reset: number;
  /** Position of entry `i` in the log; rises with `i`. A gap has the position behind which it stands. */
  seqAt(i: number): number;
  /** Microseconds since the session began; does not fall with `i`. */
  timeAt(i: number): number;
}

export interface GridColumn {
  readonly id: string;
  readonly title: string;
  /** A CSS grid track: `13ch`, `minmax(0, 1fr)`. */
  readonly width: string;
  readonly align?: 'start' | 'end';
}

export interface GridRowContent {
  /** One per column; or one alone when `wide`. */
  readonly cells: readonly ReactNode[];
  /** The row's look, as data attributes: `{ kind: 'urc', dir: 'rx' }`. */
  readonly data?: Readonly<Record<string, string>>;
  /** The one cell goes over all columns: gaps, notes. */
  readonly wide?: boolean;
}
