import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useSyncExternalStore,
} from 'react';
import { GridHead } from './GridHead.tsx';
import { GridRow } from './GridRow.tsx';
import { exactLine, inSight } from './gridLines.ts';
import { gridKeyAction, pageRows, ROW_HEIGHT } from './gridMath.ts';
import type { GridColumn, GridRowContent, GridSource } from './gridSource.ts';
import { JumpToNewest } from './JumpToNewest.tsx';
import styles from './RowGrid.module.css';
import { useFreshCount } from './useFreshCount.ts';
import { useGridScroll } from './useGridScroll.ts';

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

/** The head with its border, in pixels. */
const HEAD_HEIGHT = 21;
/** What a hint needs, in pixels. */
const HINT_HEIGHT = 170;

/**
 * A list of rows of one height of which only those in sight are drawn. Up to some 700,000 rows: a browser's tallest
 * element is about 16 million pixels. Focus stays on the grid; the selected row is its active descendant.
 */
export function RowGrid(props: RowGridProps) {
  const { label, source, columns, renderRow, selectedSeq, relatedTime = null, follow, onFollowChange } = props;
  const gridId = useId();
  useSyncExternalStore(source.subscribe, () => source.version);
  const scroll = useGridScroll(source, follow, onFollowChange);
  const fresh = useFreshCount(source, follow);
  const active = selectedSeq === null ? -1 : exactLine(source, selectedSeq);
  const related = relatedTime === null || active >= 0 ? -1 : source.indexOfTime(relatedTime);

  const reveal = (index: number): void => {
    if (follow && index < source.length - 1) onFollowChange(false);
    scroll.reveal(index);
  };
  useImperativeHandle(props.ref, () => ({
    focus: () => scroll.viewport.current?.focus(),
    scrollToSeq(seq) {
      const index = exactLine(source, seq);
      if (index >= 0) reveal(index);
      return index >= 0;
    },
    scrollToTime(t) {
      const index = source.indexOfTime(t);
      if (index >= 0 && !inSight(index, scroll.viewport.current)) reveal(index);
    },
  }));

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const action = gridKeyAction(event.key, active, source.length, pageRows(scroll.height));
    if (action === null) return;
    event.preventDefault();
    if (action.do === 'clear') props.onClearSelection();
    else if (action.do === 'inspect') props.onInspect?.(active);
    else {
      props.onSelect(action.index);
      if (event.key === 'End') onFollowChange(true);
      else reveal(action.index);
    }
  };
  const onRow = (event: MouseEvent, act: ((index: number) => void) | undefined): void => {
    const row = event.target instanceof Element ? event.target.closest('[data-index]') : null;
    if (row !== null && getSelection()?.isCollapsed !== false) act?.(Number(row.getAttribute('data-index')));
  };

  const used = source.length * ROW_HEIGHT;
  const below = source.length === 0 ? props.empty : scroll.height - used > HINT_HEIGHT ? props.hint : undefined;
  const { start, end } = scroll.range;
  const { onRange } = props;
  useEffect(() => {
    if (!follow && end > start) onRange?.(start, end);
  });

  const rows = [];
  for (let i = start; i < end; i++) {
    const seq = source.seqAt(i);
    rows.push(
      <GridRow
        key={i - start}
        id={`${gridId}-${seq}`}
        index={i}
        seq={seq}
        render={renderRow}
        columns={columns}
        selected={i === active}
        related={i === related}
      />,
    );
  }
  const template = { '--columns': columns.map((column) => column.width).join(' ') } as CSSProperties;
  return (
    <div className={styles.frame} style={template}>
      <GridHead columns={columns} />
      {/* biome-ignore lint/a11y/useSemanticElements: a table cannot hold a window on 200,000 rows */}
      <div
        ref={scroll.viewport}
        className={styles.viewport}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={source.length}
        aria-colcount={columns.length}
        aria-activedescendant={active >= start && active < end ? `${gridId}-${selectedSeq}` : undefined}
        onScroll={scroll.onScroll}
        onWheel={(event) => scroll.onWheel(event.deltaY)}
        onKeyDown={onKeyDown}
        onClick={(event) => onRow(event, props.onSelect)}
        onDoubleClick={(event) => onRow(event, props.onInspect)}
      >
        <div className={styles.all} role="presentation" style={{ height: source.length * ROW_HEIGHT }}>
          <div role="presentation" style={{ transform: `translateY(${start * ROW_HEIGHT}px)` }}>
            {rows}
          </div>
        </div>
      </div>
      {below === undefined || below === null ? null : (
        <div className={styles.empty} style={{ top: HEAD_HEIGHT + used }}>
          {below}
        </div>
      )}
      {follow || source.length === 0 ? null : (
        <JumpToNewest
          fresh={fresh}
          onJump={() => onFollowChange(true)}
          onWheel={(deltaY) => scroll.viewport.current?.scrollBy(0, deltaY)}
        />
      )}
    </div>
  );
}
