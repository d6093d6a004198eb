import { CircleX, Info, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './IconButton.tsx';
import styles from './Notice.module.css';

export interface NoticeProps {
  readonly severity: 'info' | 'warning' | 'error';
  /** What happened and what to do next. */
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** Shows a close button. */
  readonly onDismiss?: () => void;
}

const ICONS = { info: Info, warning: TriangleAlert, error: CircleX } as const;

/** A message in place, where the thing it is about stands. Read out at once when it is an error. */
export function Notice({ severity, children, actions, onDismiss }: NoticeProps) {
  const Icon = ICONS[severity];
  return (
    <div className={styles.notice} data-severity={severity} role={severity === 'error' ? 'alert' : 'status'}>
      <Icon className={styles.icon} aria-hidden="true" />
      <div className={styles.text}>{children}</div>
      {actions}
      {onDismiss === undefined ? null : <IconButton label="Dismiss" icon={<X />} onClick={onDismiss} />}
    </div>
  );
}
