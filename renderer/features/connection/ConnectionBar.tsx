import { useState } from 'react';
import { shortcutKeys } from '#renderer/app/keys.ts';
import { useBench, useView } from '#renderer/app/services.ts';
import { RelayChip } from '#renderer/features/proxy/RelayChip.tsx';
import { SimulatorChip } from '#renderer/features/simulator/SimulatorChip.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import type { SerialLink } from '#shared/contract/serial.ts';
import { BrokerChip } from './BrokerChip.tsx';
import styles from './ConnectionBar.module.css';
import { ControlLines } from './ControlLines.tsx';
import { LinkChip } from './LinkChip.tsx';
import { peerOf } from './linkSides.ts';
import { PortPicker } from './PortPicker.tsx';
import { ThemeButton } from './ThemeButton.tsx';
import { TimeModeControl } from './TimeModeControl.tsx';

const NO_LINKS: readonly SerialLink[] = [];

/** The window's top edge: the ports, the broker, and how the window shows things. */
export function ConnectionBar() {
  const known = useBench((slice) => slice.state !== null);
  const all = useBench((slice) => slice.state?.serial) ?? NO_LINKS;
  const setPaletteOpen = useView((slice) => slice.setPaletteOpen);
  // Modems before consoles, whichever was opened first.
  const links = all
    .filter((link) => link.state !== 'closed')
    .toSorted((a, b) => Number(a.role !== 'modem') - Number(b.role !== 'modem'));
  const [single] = links.length === 1 ? links : [];
  return (
    <header className={styles.bar}>
      <div className={styles.group}>
        <span className={styles.label}>Serial</span>
        <div className={styles.chips}>
          {links.map((link) => (
            <LinkChip key={link.link} link={link} detailed={links.length === 1} />
          ))}
        </div>
        {single === undefined || single.mode !== 'direct' || single.path.startsWith('play:') ? null : (
          <span className={styles.lines}>
            <BarLines link={single} />
          </span>
        )}
        <SimulatorChip />
        {known ? <PortPicker first={links.length === 0} /> : null}
      </div>
      <div className={styles.group}>
        <span className={styles.label}>Broker</span>
        <BrokerChip />
        <RelayChip />
      </div>
      <div className={styles.tools}>
        <TimeModeControl />
        <ThemeButton />
        <Button className={styles.palette} aria-label="Command palette" onClick={() => setPaletteOpen(true)}>
          <span className={styles.commands}>Commands</span>
          <span className={styles.keys}>
            <Kbd keys={shortcutKeys('palette')} />
          </span>
        </Button>
      </div>
    </header>
  );
}

/** The lines of the only port, in sight; what goes wrong with them stands beside them. */
function BarLines({ link }: { link: SerialLink }) {
  const [trouble, setTrouble] = useState('');
  return (
    <>
      <ControlLines link={link.link} port={link} peer={peerOf(link)} onTrouble={setTrouble} />
      {trouble === '' ? null : (
        <span className={styles.trouble} role="alert" title={trouble}>
          {trouble}
        </span>
      )}
    </>
  );
}
