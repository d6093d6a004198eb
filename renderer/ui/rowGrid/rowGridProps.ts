import type { ReactNode, Ref } from 'react';
import type { GridColumn, GridRowContent, GridSource } from './gridSource.ts';

export interface RowGridHandle {
  focus(): void;
  /** False when the row is not in the list. Following ends. */
  scrollToSeq(seq: number): boolean;
  /** Brings what was newest at `t` into sight; does nothing when it is in sight. */
  scrollToTime(t: number): void;
}

export interface RowGridProps {
  /** The accessible name. */
  readonly label: string;
  readonly source: GridSource;
  readonly columns: readonly GridColumn[];
  /** Keep its identity while rows look the same. */
  readonly renderRow: (index: number) => GridRowContent;
  readonly selectedSeq: number | null;
  /** A moment chosen elsewhere: the row of that time is marked. Microseconds, or null. */
  readonly relatedTime?: number | null;
  readonly onSelect: (index: number) => void;
  readonly onClearSelection: () => void;
  readonly onInspect?: (index: number) => void;
  /** After each draw while not following: which lines are drawn, `end` exclusive. For what is fetched when looked at. */
  readonly onRange?: (start: number, end: number) => void;
  readonly follow: boolean;
  readonly onFollowChange: (follow: boolean) => void;
  /** Shown in place of the rows when there are none. */
  readonly empty?: ReactNode;
  /** Shown under the rows while there is room: they are not yet what the list is for. */
  readonly hint?: ReactNode;
  readonly ref?: Ref<RowGridHandle>;
}
