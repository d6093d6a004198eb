// biome-ignore-all lint/a11y/useSemanticElements: table elements cannot be a window on a long list
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its active row
import { memo } from 'react';
import type { GridColumn, GridRowContent } from './gridSource.ts';
import styles from './RowGrid.module.css';

export interface GridRowProps {
  readonly id: string;
  readonly index: number;
  /** Names the content: rows never change. */
  readonly seq: number;
  /** Another one when rows must be drawn anew: another time mode. */
  readonly render: (index: number) => GridRowContent;
  readonly columns: readonly GridColumn[];
  readonly selected: boolean;
  readonly related: boolean;
}

function dataAttributes(data: GridRowContent['data']): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(data ?? {})) attributes[`data-${name}`] = value;
  return attributes;
}

function Row({ id, index, render, columns, selected, related }: GridRowProps) {
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

const sameRow = (a: GridRowProps, b: GridRowProps): boolean =>
  a.seq === b.seq &&
  a.index === b.index &&
  a.render === b.render &&
  a.columns === b.columns &&
  a.selected === b.selected &&
  a.related === b.related;

export const GridRow = memo(Row, sameRow);
