// biome-ignore-all lint/a11y/useSemanticElements: table elements cannot be a window on a long list
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its active row
import { memo, type ReactNode } from 'react';
import { classNames } from '../classNames.ts';
import type { GridCell, GridColumn, GridRowContent } from './gridSource.ts';
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

const isCell = (cell: ReactNode | GridCell): cell is GridCell =>
  typeof cell === 'object' && cell !== null && 'content' in cell;

/** Clips are not free: a cell gets one only where it may need it. */
const canOverflow = ({ width, clip = false }: GridColumn): boolean => clip || width.includes('fr');

function Row({ id, index, render, columns, selected, related }: GridRowProps) {
  const { cells, data, wide = false } = render(index);
  return (
    <div
      {...dataAttributes(data)}
      id={id}
      role="row"
      aria-rowindex={index + 1}
      aria-selected={selected}
      className={classNames(styles.row, wide && styles.wide)}
      data-related={related}
      data-index={index}
    >
      {cells.map((cell, i) => {
        const column = columns[i];
        const { content, className, label, title }: GridCell = isCell(cell) ? cell : { content: cell };
        return (
          <div
            key={column?.id ?? i}
            role="gridcell"
            className={classNames(
              styles.cell,
              column?.align === 'end' && styles.end,
              (wide || column === undefined || canOverflow(column)) && styles.clip,
              className,
            )}
            aria-label={label}
            title={title}
          >
            {content}
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
