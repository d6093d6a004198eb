import { formatBytes, formatCount } from '#renderer/ui/formatCount.ts';
import { Tooltip } from '#renderer/ui/Tooltip.tsx';
import { type Shortcut, shortcutKeys } from './keys.ts';
import { isOpen } from './layout.ts';
import styles from './StatusBar.module.css';
import { useBench, useSettings } from './services.ts';

/** What has been captured, what it takes, and what was let go. */
export function StatusBar() {
  const log = useBench((slice) => slice.state?.log);
  const version = useBench((slice) => slice.info?.version);
  return (
    <footer className={styles.bar}>
      {log === undefined ? null : (
        <>
          <span>
            AT {formatCount(log.rows.serial)} rows · {formatBytes(log.bytes.serial)}
          </span>
          <span>
            MQTT {formatCount(log.rows.mqtt)} rows · {formatBytes(log.bytes.mqtt)}
          </span>
          <span className={styles.memory}>
            Memory {formatBytes(log.tailBytes)} of {formatBytes(log.tailLimit)}
          </span>
          {log.dropped === 0 ? null : (
            <Tooltip text="The bench keeps the newest rows in a bounded memory; the oldest were let go">
              <span className={styles.dropped}>{formatCount(log.dropped)} oldest rows dropped</span>
            </Tooltip>
          )}
        </>
      )}
      <span className={styles.space} />
      <FoldButton part="inspector" label="Inspector" />
      <FoldButton part="timeline" label="Timeline" />
      {version === undefined ? null : <span className={styles.version}>ModemScope {version}</span>}
    </footer>
  );
}

const FOLD_KEYS = { inspector: 'toggle-inspector', timeline: 'toggle-timeline' } as const satisfies Record<
  string,
  Shortcut['do']
>;

function FoldButton({ part, label }: { part: 'inspector' | 'timeline'; label: string }) {
  const open = useSettings((slice) => isOpen(slice.settings.layout, part));
  const patchLayout = useSettings((slice) => slice.patchLayout);
  return (
    <Tooltip text={open ? `Fold the ${part} away` : `Show the ${part}`} shortcut={shortcutKeys(FOLD_KEYS[part])}>
      <button type="button" className={styles.fold} aria-pressed={open} onClick={() => patchLayout(part, !open)}>
        {label}
      </button>
    </Tooltip>
  );
}
