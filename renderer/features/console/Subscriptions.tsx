import { Plus, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import type { ConsoleState, Qos } from '#shared/contract/console.ts';
import styles from './Subscriptions.module.css';
import { parseFilters, QOS_OPTIONS, toQos } from './subscriptionInput.ts';
import { useAsker } from './useConsole.ts';
import { useSubscribe } from './useSubscribe.ts';

/** The topic filters the console listens to, each with what the broker granted; and a line to add more. */
export function Subscriptions({ state }: { state: ConsoleState }) {
  const asker = useAsker();
  const { subscribe, unsubscribe } = useSubscribe(asker);
  const [text, setText] = useState('');
  const [qos, setQos] = useState<Qos>(0);

  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const filters = parseFilters(text);
    if (filters.length > 0 && (await subscribe(filters.map((filter) => ({ filter, qos }))))) setText('');
  };

  return (
    <div className={styles.area}>
      {state.subscriptions.length === 0 ? null : (
        <ul className={styles.chips} aria-label="Subscriptions">
          {state.subscriptions.map((entry) => (
            <li key={entry.filter} className={styles.chip} data-refused={isRefused(entry.granted)}>
              <span className={styles.filter} title={entry.filter}>
                {entry.filter}
              </span>
              <span className={styles.granted}>{grantedWords(entry.qos, entry.granted)}</span>
              <button
                type="button"
                className={styles.remove}
                aria-label={`Unsubscribe ${entry.filter}`}
                onClick={() => void unsubscribe(entry.filter)}
              >
                <X aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <form className={styles.form} onSubmit={(event) => void add(event)}>
        <TextField
          className={styles.grow ?? ''}
          label="Topic filters to subscribe to"
          mono
          placeholder="plant/+/temp, #"
          value={text}
          error={asker.trouble}
          onChange={(event) => {
            setText(event.target.value);
            asker.clearTrouble();
          }}
        />
        <Select
          label="QoS of the subscription"
          value={String(qos)}
          options={QOS_OPTIONS}
          onChange={(value) => setQos(toQos(value))}
        />
        <IconButton type="submit" label="Subscribe" icon={<Plus />} disabled={asker.busy || text.trim() === ''} />
      </form>
    </div>
  );
}

const isRefused = (granted: number | null): boolean => granted !== null && granted >= 0x80;

function grantedWords(asked: Qos, granted: number | null): string {
  if (granted === null) return 'waiting';
  if (isRefused(granted)) return 'refused';
  return granted === asked ? `qos ${granted}` : `qos ${granted} of ${asked}`;
}
