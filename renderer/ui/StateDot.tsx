import styles from './StateDot.module.css';

/** The shape says it too: full when on, ring when off, half while it changes, square when broken. */
export function StateDot({ state }: { state: 'on' | 'off' | 'busy' | 'trouble' }) {
  return <span className={styles.dot} data-state={state} aria-hidden="true" />;
}
