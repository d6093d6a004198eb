import { Separator } from 'react-resizable-panels';
import styles from './Divider.module.css';

/** Between two panels: drag it, or focus it and use the arrow keys. */
export function Divider({ label }: { label: string }) {
  return <Separator className={styles.divider ?? ''} aria-label={label} />;
}
