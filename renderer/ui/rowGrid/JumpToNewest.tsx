import { ArrowDownToLine } from 'lucide-react';
import { formatCount } from '../formatCount.ts';
import styles from './RowGrid.module.css';

interface JumpToNewestProps {
  /** Rows that came since the list stopped following. */
  readonly fresh: number;
  readonly onJump: () => void;
  /** The wheel turned over it; the list should scroll as if it were not there. */
  readonly onWheel: (deltaY: number) => void;
}

/** Stands under the list while it does not follow. */
export function JumpToNewest({ fresh, onJump, onWheel }: JumpToNewestProps) {
  return (
    <button type="button" className={styles.jump} onClick={onJump} onWheel={(event) => onWheel(event.deltaY)}>
      <ArrowDownToLine aria-hidden="true" />
      Jump to newest{fresh > 0 ? ` · ${formatCount(fresh)} new` : ''}
    </button>
  );
}
