import type { ReactNode } from 'react';

/**
 * What a RowGrid draws: lines in the order of the log. Lines come at the end, go at the head, and may come in between
 * (a gap is filled); so a line is remembered by its seq, never by its index.
 */
export interface GridSource {
  /** Calls back, at most once per frame, after something changed. The grid draws itself anew; its parents need not. */
  subscribe(listener: () => void): () => void;
  /** Another one after each change. */
  readonly version: number;
  readonly length: number;
  /** Lines that have gone at the head so far, less those put back there. */
  readonly origin: number;
  /** Names line `i` and its content; rises with `i`. */
  seqAt(i: number): number;
  /** The line of that seq, else the nearest one; -1 when there are no lines. */
  indexOfSeq(seq: number): number;
  /** The line that was the newest at `t` (microseconds), else the first; -1 when there are no lines. */
  indexOfTime(t: number): number;
}

export interface GridColumn {
  readonly id: string;
  readonly title: string;
  /** A CSS grid track: `13ch`, `minmax(0, 1fr)`. */
  readonly width: string;
  readonly align?: 'start' | 'end';
  /** Its content may be too long: it then ends in `…`. Columns that share the rest of the width do so anyway. */
  readonly clip?: boolean;
}

/** A cell that wants more than its content. One element less than a span in the cell, which counts at every frame. */
export interface GridCell {
  readonly content: ReactNode;
  readonly className?: string | undefined;
  /** What is read out in place of the content. */
  readonly label?: string;
  readonly title?: string;
}

export interface GridRowContent {
  /** One per column; or one alone when `wide`. */
  readonly cells: readonly (ReactNode | GridCell)[];
  /** The row's look, as data attributes: `{ kind: 'urc', dir: 'rx' }`. */
  readonly data?: Readonly<Record<string, string>>;
  /** The one cell goes over all columns: gaps, notes. */
  readonly wide?: boolean;
}
