// biome-ignore-all lint/a11y/useSemanticElements: table elements cannot be a window on a long list
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its active row
import { memo } from 'react';
import type { GridColumn, GridRowContent } from './gridSource.ts';
import styles from './RowGrid.module.css';

export interface GridRowProps {
  readonly id: string;
  readonly index: number;
  /** Where the row stands, counted since the list began; rows never change, so this names the content. */
  readonly place: number;
  /** Changes whenever rows must be drawn anew: another filter, another time mode. */
  readonly render: (index: number) => GridRowContent;
  readonly reset: number;
  readonly columns: readonly GridColumn[];
  readonly selected: boolean;
  readonly related: boolean;
}

function dataAttributes(data: GridRowContent['data']): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(data ?? {})) attributes[`data-${name}`] = value;
  return attributes;
}

function Row({ id, index, place, render, columns, selected, related }: GridRowProps) {
  const content = render(index);
  return (
    <div
      {...dataAttributes(content.data)}
      id={id}
      role="row"
      aria-rowindex={index + 1}
      aria-selected={selected}
      className={styles.row}
      data-wide={content.wide === true}
      data-related={related}
      data-index={index}
      data-stripe={place % 2}
    >
      {content.cells.map((cell, i) => {
        const column = columns[i];
        return (
          <div key={column?.id ?? i} role="gridcell" className={styles.cell} data-align={column?.align}>
            {cell}
          </div>
        );
      })}
    </div>
  );
}

/** `index` moves when the head is cut, `place` does not: only the latter makes a row another one. */
const sameRow = (a: GridRowProps, b: GridRowProps): boolean =>
  a.place === b.place &&
  a.index === b.index &&
  a.reset === b.reset &&
  a.render === b.render &&
  a.columns === b.columns &&
  a.selected === b.selected &&
  a.related === b.related;

export const GridRow = memo(Row, sameRow);
