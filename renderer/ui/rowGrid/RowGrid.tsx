import { type CSSProperties, useEffect, useId, useSyncExternalStore } from 'react';
import { GridHead } from './GridHead.tsx';
import { GridRow } from './GridRow.tsx';
import { exactLine } from './gridLines.ts';
import { ROW_HEIGHT } from './gridMath.ts';
import { JumpToNewest } from './JumpToNewest.tsx';
import styles from './RowGrid.module.css';
import type { RowGridProps } from './rowGridProps.ts';
import { useFreshCount } from './useFreshCount.ts';
import { useGridActions } from './useGridActions.ts';
import { useGridScroll } from './useGridScroll.ts';

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

  const { onKeyDown, onRow } = useGridActions(props, scroll, active);

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
