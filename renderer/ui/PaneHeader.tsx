import type { ReactNode } from 'react';
import styles from './PaneHeader.module.css';

export interface PaneHeaderProps {
  readonly title: string;
  /** Badges and counts beside the title. */
  readonly status?: ReactNode;
  /** Buttons at the right end. */
  readonly children?: ReactNode;
}

/** The strip on top of a pane: its name, how it is, what can be done with it. */
export function PaneHeader({ title, status, children }: PaneHeaderProps) {
  return (
    <header className={styles.header}>
      <h2 className={styles.title}>{title}</h2>
      <div className={styles.status}>{status}</div>
      <div className={styles.actions}>{children}</div>
    </header>
  );
}
