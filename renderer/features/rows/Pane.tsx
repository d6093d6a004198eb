import type { ReactNode } from 'react';
import { PANE_NAMES, type PaneId } from '#renderer/app/paneRegistry.ts';
import { useView } from '#renderer/app/services.ts';
import styles from './Pane.module.css';

/** A pane as a landmark. Remembers that the keyboard was here. */
export function Pane({ id, children }: { id: PaneId; children: ReactNode }) {
  const setActivePane = useView((slice) => slice.setActivePane);
  return (
    <section
      // biome-ignore lint/a11y/noRedundantRoles: said in so many words, for tools that look for the attribute
      role="region"
      className={styles.pane}
      aria-label={PANE_NAMES[id]}
      data-pane={id}
      onFocusCapture={() => setActivePane(id)}
    >
      {children}
    </section>
  );
}
