import { classNames } from '../classNames.ts';
import type { GridColumn } from './gridSource.ts';
import styles from './RowGrid.module.css';

/** Names the columns for the eye; not part of the grid, whose rows are all data. */
export function GridHead({ columns }: { columns: readonly GridColumn[] }) {
  return (
    <div className={styles.head} aria-hidden="true">
      {columns.map((column) => (
        <div key={column.id} className={classNames(styles.title, column.align === 'end' && styles.end)}>
          <span>{column.title}</span>
        </div>
      ))}
    </div>
  );
}
