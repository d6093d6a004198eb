import { Repeat } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Popover } from '#renderer/ui/Popover.tsx';
import { MIN_INTERVAL_MS } from '#shared/contract/consoleRepeat.ts';
import type { PublishInput } from '#shared/contract/publish.ts';
import styles from './ConsolePanel.module.css';
import { NumberField } from './NumberField.tsx';
import { useAsker } from './useConsole.ts';

interface RepeatFormProps {
  readonly message: PublishInput;
  readonly connected: boolean;
}

/** Publishes the form's message again and again. */
export function RepeatForm({ message, connected }: RepeatFormProps) {
  const asker = useAsker();
  const [open, setOpen] = useState(false);
  const [interval, setInterval] = useState<number | null>(1000);
  const [count, setCount] = useState<number | null>(null);

  const start = async (): Promise<void> => {
    if (interval === null) return;
    if (await asker.ask('console.repeat', { message, intervalMs: Math.max(interval, MIN_INTERVAL_MS), count })) {
      setOpen(false);
    }
  };
  return (
    <Popover
      label="Repeat the message"
      align="end"
      open={open}
      onOpenChange={(next) => {
        asker.clearTrouble();
        setOpen(next);
      }}
      trigger={<IconButton label="Repeat the message" icon={<Repeat />} />}
    >
      <div className={styles.panel}>
        <div className={styles.pair}>
          <NumberField label="Every" least={0} most={86_400_000} unit="ms" value={interval} onChange={setInterval} />
          <NumberField
            label="How often"
            least={1}
            most={1_000_000}
            placeholder="until stopped"
            value={count}
            onChange={setCount}
          />
        </div>
        <p className={styles.hint}>
          With the variables on, {'{{n}}'} counts, {'{{now}}'} is the time, {'{{random 20..30}}'} a whole number. It
          ends with the connection. At least {MIN_INTERVAL_MS} ms.
        </p>
        {asker.trouble === '' ? null : (
          <p className={styles.trouble} role="alert">
            {asker.trouble}
          </p>
        )}
        <div className={styles.actions}>
          <Button
            variant="primary"
            disabled={!connected || interval === null || message.topic === '' || asker.busy}
            onClick={() => void start()}
          >
            Start
          </Button>
        </div>
      </div>
    </Popover>
  );
}
