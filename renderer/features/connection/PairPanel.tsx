import { useState } from 'react';
import { useServices } from '#renderer/app/services.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import type { SerialLink } from '#shared/contract/serial.ts';
import styles from './LinkPanel.module.css';
import { sidesOf } from './linkSides.ts';
import { PairSidePanel } from './PairSidePanel.tsx';
import { RewriteRules } from './RewriteRules.tsx';
import { closePort } from './serialActions.ts';

/** All about an open tap or bridge: both ports, what waits between them, what is rewritten. */
export function PairPanel({ link }: { link: SerialLink }) {
  const services = useServices();
  const [trouble, setTrouble] = useState('');
  const isTap = link.mode === 'tap';
  return (
    <div className={styles.pair}>
      <div className={styles.head}>
        <h3 className={styles.title}>{isTap ? 'Tap on two wires' : 'Bridge between MCU and modem'}</h3>
        {isTap ? <Badge>only listens</Badge> : null}
        {link.bridge?.forwardLines === true ? <Badge>DTR and RTS forwarded</Badge> : null}
        <Button
          size="small"
          variant="danger"
          onClick={() => void closePort(services, link.link).then(setTrouble)}
          aria-label={isTap ? 'Close tap' : 'Close bridge'}
        >
          Close
        </Button>
      </div>
      {trouble === '' ? null : <Notice severity="error">{trouble}</Notice>}
      <div className={styles.sides}>
        {sidesOf(link).map((view) => (
          <PairSidePanel key={view.side} link={link} view={view} />
        ))}
      </div>
      {link.bridge === null ? null : <RewriteRules link={link} rules={link.bridge.rules} />}
    </div>
  );
}
