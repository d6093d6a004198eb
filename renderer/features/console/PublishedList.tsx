import { History } from 'lucide-react';
import { useState } from 'react';
import { useSettings } from '#renderer/app/services.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Popover } from '#renderer/ui/Popover.tsx';
import type { PublishInput } from '#shared/contract/publish.ts';
import styles from './ConsolePanel.module.css';

/** The messages published last, newest first, to take one up again. */
export function PublishedList({ onPick }: { onPick: (message: PublishInput) => void }) {
  const published = useSettings((slice) => slice.settings.published);
  const patch = useSettings((slice) => slice.patch);
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label="Published messages"
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={<IconButton label="Published messages" icon={<History />} />}
    >
      <div className={styles.panel}>
        {published.length === 0 ? (
          <p className={styles.hint}>What you publish is listed here; Arrow up in the payload brings it back, too.</p>
        ) : (
          <>
            <ul className={styles.list} aria-label="Published">
              {published.map((message) => (
                <li key={JSON.stringify(message)}>
                  <button
                    type="button"
                    className={styles.entry}
                    onClick={() => {
                      onPick(message);
                      setOpen(false);
                    }}
                  >
                    <span className={styles.name}>{message.topic}</span>
                    <span className={styles.beside}>{message.payload.slice(0, 120)}</span>
                  </button>
                </li>
              ))}
            </ul>
            <div className={styles.actions}>
              <Button size="small" onClick={() => patch({ published: [] })}>
                Clear the list
              </Button>
            </div>
          </>
        )}
      </div>
    </Popover>
  );
}
