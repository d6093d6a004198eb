import { useState } from 'react';
import { useServices } from '#renderer/app/services.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { formatBytes } from '#renderer/ui/formatCount.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import type { SerialLink } from '#shared/contract/serial.ts';
import { ControlLines } from './ControlLines.tsx';
import styles from './LinkPanel.module.css';
import { peerOf, sidesOf } from './linkSides.ts';
import { settingsLabel } from './portModel.ts';
import { SideSpeed } from './SideSpeed.tsx';
import { closePort } from './serialActions.ts';

/** All about one open port, and what can be changed while it is open. */
export function LinkPanel({ link }: { link: SerialLink }) {
  const services = useServices();
  const [trouble, setTrouble] = useState('');
  const isPlayer = link.path.startsWith('play:');
  const [view] = sidesOf(link);
  return (
    <div className={styles.panel}>
      <h3 className={styles.title}>{link.label}</h3>
      <dl className={styles.facts}>
        <dt>Path</dt>
        <dd className="mono">{link.path}</dd>
        {isPlayer ? null : (
          <>
            <dt>Settings</dt>
            <dd className="mono">{settingsLabel(link.settings)}</dd>
          </>
        )}
        <dt>Carries</dt>
        <dd>{link.role === 'modem' ? 'AT commands and answers' : 'log lines of an MCU'}</dd>
        <dt>Received</dt>
        <dd>{formatBytes(link.rxBytes)}</dd>
        <dt>Sent</dt>
        <dd>{formatBytes(link.txBytes)}</dd>
        {isPlayer ? null : (
          <>
            <dt>Lines</dt>
            <dd>
              <ControlLines link={link.link} port={link} peer={peerOf(link)} onTrouble={setTrouble} />
            </dd>
          </>
        )}
      </dl>
      {link.trouble === '' ? null : (
        <Notice severity={link.state === 'lost' ? 'warning' : 'error'}>{link.trouble}</Notice>
      )}
      {trouble === '' ? null : <Notice severity="error">{trouble}</Notice>}
      {view === undefined ? null : <SideSpeed link={link} view={view} onTrouble={setTrouble} />}
      <div className={styles.actions}>
        <Button variant="danger" onClick={() => void closePort(services, link.link).then(setTrouble)}>
          Close port
        </Button>
      </div>
    </div>
  );
}
