import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Popover } from '#renderer/ui/Popover.tsx';
import { StateDot } from '#renderer/ui/StateDot.tsx';
import { type ConsoleState, LOCAL_BROKER_URL } from '#shared/contract/console.ts';
import { ConnectionForm } from './ConnectionForm.tsx';
import styles from './ConsolePane.module.css';
import { useAsker } from './useConsole.ts';

const WORDS = {
  connected: 'connected',
  connecting: 'connecting…',
  reconnecting: 'reconnecting…',
  disconnected: 'not connected',
} as const satisfies Record<ConsoleState['state'], string>;

const DOTS = { connected: 'on', connecting: 'busy', reconnecting: 'busy', disconnected: 'off' } as const;

/** Where the console's client is connected; the button opens the form to change it. */
export function ConsoleConnection({ state }: { state: ConsoleState }) {
  const asker = useAsker();
  const [open, setOpen] = useState(false);
  const where = state.url === LOCAL_BROKER_URL || state.url === '' ? 'this bench' : state.url;
  return (
    <Popover
      label="Console connection"
      align="start"
      open={open}
      onOpenChange={(next) => {
        asker.clearTrouble();
        setOpen(next);
      }}
      trigger={
        <Button variant="plain" size="small" className={styles.connection ?? ''} title={state.trouble || where}>
          <StateDot state={DOTS[state.state]} />
          <span className={styles.where}>
            {where} · {WORDS[state.state]}
          </span>
          {state.unverified && state.state === 'connected' ? (
            <Badge tone="warning" title="The broker's certificate is not checked: it may be anybody.">
              not checked
            </Badge>
          ) : null}
          <ChevronDown aria-hidden="true" />
        </Button>
      }
    >
      <ConnectionForm asker={asker} active={state.state !== 'disconnected'} onDone={() => setOpen(false)} />
    </Popover>
  );
}
