import { ChevronDown } from 'lucide-react';
import { Popover } from '#renderer/ui/Popover.tsx';
import { StateDot } from '#renderer/ui/StateDot.tsx';
import type { SerialLink } from '#shared/contract/serial.ts';
import styles from './Chip.module.css';
import { LinkPanel } from './LinkPanel.tsx';
import { linkWords } from './linkState.ts';
import { settingsLabel } from './portModel.ts';

/** One port in the connection bar. `detailed`: with the friendly name and the settings, where there is room. */
export function LinkChip({ link, detailed }: { link: SerialLink; detailed: boolean }) {
  const { dot, text } = linkWords(link);
  const isPlayer = link.path.startsWith('play:');
  return (
    <Popover
      label={`Serial port ${text}`}
      trigger={
        <button type="button" className={styles.chip} data-trouble={dot === 'trouble'}>
          <StateDot state={dot} />
          <span className={styles.text}>{text}</span>
          {detailed ? <span className={styles.quiet}>{link.label}</span> : null}
          {detailed && !isPlayer ? <span className={styles.mono}>{settingsLabel(link.settings)}</span> : null}
          <ChevronDown aria-hidden="true" />
        </button>
      }
    >
      <LinkPanel link={link} />
    </Popover>
  );
}
