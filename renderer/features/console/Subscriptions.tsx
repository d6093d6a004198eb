import { Plus, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import type { ConsoleState, Qos } from '#shared/contract/console.ts';
import type { SubscriptionOptions as Options } from '#shared/contract/mqttProperties.ts';
import { SubscriptionOptions } from './SubscriptionOptions.tsx';
import styles from './Subscriptions.module.css';
import {
  grantedWords,
  isRefused,
  optionWords,
  parseFilters,
  QOS_OPTIONS,
  subscriptionWords,
  toQos,
} from './subscriptionInput.ts';
import { useAsker } from './useConsole.ts';
import { useSubscribe } from './useSubscribe.ts';

/** The topic filters the console listens to, each with what the broker granted; and a line to add more. */
export function Subscriptions({ state }: { state: ConsoleState }) {
  const asker = useAsker();
  const { subscribe, unsubscribe } = useSubscribe(asker);
  const [text, setText] = useState('');
  const [qos, setQos] = useState<Qos>(0);
  const [chosen, setChosen] = useState<Options>({});
  const is5 = state.level === 5;
  const options = is5 ? chosen : {};

  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const filters = parseFilters(text);
    if (filters.length > 0 && (await subscribe(filters.map((filter) => ({ ...options, filter, qos }))))) setText('');
  };

  return (
    <div className={styles.area}>
      {state.subscriptions.length === 0 ? null : (
        <ul className={styles.chips} aria-label="Subscriptions">
          {state.subscriptions.map((entry) => (
            <li key={entry.filter} className={styles.chip} data-refused={isRefused(entry.granted)}>
              <span className={styles.filter} title={subscriptionWords(entry)}>
                {entry.filter}
              </span>
              <span className={styles.granted}>{grantedWords(entry)}</span>
              {is5 && optionWords(entry) !== '' ? <span className={styles.granted}>{optionWords(entry)}</span> : null}
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
        {is5 ? <SubscriptionOptions options={chosen} onChange={setChosen} /> : null}
        <IconButton type="submit" label="Subscribe" icon={<Plus />} disabled={asker.busy || text.trim() === ''} />
      </form>
    </div>
  );
}
