import { ArrowDownToLine } from 'lucide-react';
import { formatCount } from '../formatCount.ts';
import styles from './RowGrid.module.css';

/** Stands under the list while it does not follow. */
export function JumpToNewest({ fresh, onJump }: { fresh: number; onJump: () => void }) {
  return (
    <button type="button" className={styles.jump} onClick={onJump}>
      <ArrowDownToLine aria-hidden="true" />
      Jump to newest{fresh > 0 ? ` · ${formatCount(fresh)} new` : ''}
    </button>
  );
}
