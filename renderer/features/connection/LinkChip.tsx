import { ChevronDown } from 'lucide-react';
import { useEffect } from 'react';
import { useServices, useView } from '#renderer/app/services.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Popover } from '#renderer/ui/Popover.tsx';
import { StateDot } from '#renderer/ui/StateDot.tsx';
import type { SerialLink } from '#shared/contract/serial.ts';
import styles from './Chip.module.css';
import panel from './LinkPanel.module.css';
import { LinkPanel } from './LinkPanel.tsx';
import { hasWrongSpeed } from './linkSides.ts';
import { linkWords } from './linkState.ts';
import { PairPanel } from './PairPanel.tsx';
import { settingsLabel } from './portModel.ts';

/** One link in the connection bar. `detailed`: with the friendly name and the settings, where there is room. */
export function LinkChip({ link, detailed }: { link: SerialLink; detailed: boolean }) {
  const open = useView((slice) => slice.linkPanel === link.link);
  const setPanel = useView((slice) => slice.setLinkPanel);
  const { view } = useServices();
  // The number is given anew after a restart of the bench: another link must not open a panel that was left open.
  useEffect(
    () => () => {
      if (view.getState().linkPanel === link.link) view.getState().setLinkPanel(null);
    },
    [view, link.link],
  );
  const { dot, text } = linkWords(link);
  const isDirect = link.mode === 'direct';
  const isPlayer = link.path.startsWith('play:');
  const wrongSpeed = hasWrongSpeed(link);
  return (
    <Popover
      label={isDirect ? `Serial port ${text}` : `${link.mode === 'tap' ? 'Tap' : 'Bridge'} ${text}`}
      className={panel.popover ?? ''}
      open={open}
      onOpenChange={(next) => setPanel(next ? link.link : null)}
      trigger={
        <button type="button" className={styles.chip} data-trouble={dot === 'trouble'}>
          <StateDot state={dot} />
          {isDirect ? null : <Badge>{link.mode}</Badge>}
          <span className={styles.text}>{text}</span>
          {wrongSpeed ? <Badge tone="warning">speed?</Badge> : null}
          {link.detecting ? <Badge tone="accent">trying speeds</Badge> : null}
          {detailed && isDirect ? <span className={styles.quiet}>{link.label}</span> : null}
          {detailed && isDirect && !isPlayer ? (
            <span className={styles.mono}>{settingsLabel(link.settings)}</span>
          ) : null}
          <ChevronDown aria-hidden="true" />
        </button>
      }
    >
      {isDirect ? <LinkPanel link={link} /> : <PairPanel link={link} />}
    </Popover>
  );
}
