import { useState } from 'react';
import { formatBytes } from '#renderer/ui/formatCount.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { StateDot } from '#renderer/ui/StateDot.tsx';
import type { SerialLink } from '#shared/contract/serial.ts';
import { ControlLines } from './ControlLines.tsx';
import styles from './LinkPanel.module.css';
import type { SideView } from './linkSides.ts';
import { portWords } from './linkState.ts';
import { SIDE_NAMES } from './listenModes.ts';
import { settingsLabel } from './portModel.ts';
import { SideSpeed } from './SideSpeed.tsx';

/** One port of an open tap or bridge. */
export function PairSidePanel({ link, view }: { link: SerialLink; view: SideView }) {
  const [trouble, setTrouble] = useState('');
  const { side, port, flow } = view;
  const { dot, text } = portWords(port);
  const name = SIDE_NAMES[side];
  return (
    <section className={styles.side} aria-label={`${name} side`}>
      <h4 className={styles.sideName}>
        <StateDot state={dot} />
        {name} side
        <span className={styles.state}>{text}</span>
      </h4>
      <dl className={styles.facts}>
        <dt>Path</dt>
        <dd className="mono">{port.path}</dd>
        <dt>Settings</dt>
        <dd className="mono">{settingsLabel(port.settings)}</dd>
        <dt>Received</dt>
        <dd>{formatBytes(port.rxBytes)}</dd>
        {link.mode === 'tap' ? null : (
          <>
            <dt>Sent</dt>
            <dd>{formatBytes(port.txBytes)}</dd>
          </>
        )}
        {flow === null ? null : (
          <>
            <dt>Held back</dt>
            <dd>
              {formatBytes(flow.waiting)}
              {flow.pauses === 0 ? '' : ` · paused ${flow.pauses} ${flow.pauses === 1 ? 'time' : 'times'}`}
            </dd>
            <dt>Dropped</dt>
            <dd className={flow.dropped > 0 ? styles.bad : ''}>{formatBytes(flow.dropped)}</dd>
          </>
        )}
      </dl>
      {link.mode === 'tap' ? null : (
        <ControlLines
          link={link.link}
          side={side}
          port={port}
          peer={side === 'mcu' ? 'MCU' : 'modem'}
          onTrouble={setTrouble}
        />
      )}
      {port.trouble === '' ? null : <Notice severity="warning">{port.trouble}</Notice>}
      {trouble === '' ? null : (
        <Notice severity="error" onDismiss={() => setTrouble('')}>
          {trouble}
        </Notice>
      )}
      <SideSpeed link={link} view={view} onTrouble={setTrouble} />
    </section>
  );
}
