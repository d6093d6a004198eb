import { Send } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useSettings } from '#renderer/app/services.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { HISTORY_LENGTH, type Settings } from '#shared/contract/settings.ts';
import styles from './PublishForm.module.css';
import { QOS_OPTIONS, toQos } from './subscriptionInput.ts';
import { useAsker } from './useConsole.ts';

const ENCODINGS = [
  { value: 'text', label: 'Text' },
  { value: 'json', label: 'JSON', hint: 'checked before it is sent' },
  { value: 'hex', label: 'Hex', hint: '7b 22 74 22' },
  { value: 'base64', label: 'Base64' },
] as const;

const EMPTY: NonNullable<Settings['publish']> = { topic: '', qos: 0, retain: false, payload: '', encoding: 'text' };

const TOPICS_LIST = 'publish-topics';

/** Topic, payload and flags of a message to send. Ctrl/Cmd+Enter sends from the payload. What was typed is kept. */
export function PublishForm({ connected }: { connected: boolean }) {
  const asker = useAsker();
  const form = useSettings((slice) => slice.settings.publish) ?? EMPTY;
  const history = useSettings((slice) => slice.settings.publishHistory);
  const patch = useSettings((slice) => slice.patch);
  const [sent, setSent] = useState('');
  const set = (change: Partial<typeof EMPTY>): void => {
    asker.clearTrouble();
    setSent('');
    patch({ publish: { ...form, ...change } });
  };

  const publish = async (): Promise<void> => {
    setSent('');
    if (!(await asker.ask('console.publish', form))) return;
    setSent(form.qos === 0 ? 'Sent' : 'Acknowledged');
    patch({ publishHistory: [form.topic, ...history.filter((old) => old !== form.topic)].slice(0, HISTORY_LENGTH) });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void publish();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
  };
  const ready = connected && form.topic !== '' && !asker.busy;

  return (
    <form className={styles.form} aria-label="Publish" onSubmit={submit}>
      <div className={styles.line}>
        <TextField
          className={styles.grow ?? ''}
          label="Topic to publish to"
          mono
          placeholder="Topic"
          list={TOPICS_LIST}
          value={form.topic}
          onChange={(event) => set({ topic: event.target.value })}
        />
        <datalist id={TOPICS_LIST}>
          {history.map((topic) => (
            <option key={topic} value={topic} />
          ))}
        </datalist>
        <Select
          label="QoS of the message"
          value={String(form.qos)}
          options={QOS_OPTIONS}
          onChange={(value) => set({ qos: toQos(value) })}
        />
      </div>
      <textarea
        className={styles.payload}
        aria-label="Payload"
        placeholder={form.encoding === 'json' ? '{"t": 21.5}' : 'Payload'}
        spellCheck={false}
        rows={2}
        value={form.payload}
        onChange={(event) => set({ payload: event.target.value })}
        onKeyDown={onKeyDown}
      />
      <div className={styles.line}>
        <Select
          label="Payload encoding"
          value={form.encoding}
          options={ENCODINGS}
          onChange={(encoding) => set({ encoding })}
        />
        <Switch label="Retain" checked={form.retain} onChange={(retain) => set({ retain })} />
        <span className={styles.result} role="status" data-trouble={asker.trouble !== ''}>
          {asker.trouble || sent || (connected ? '' : 'Connect the console to publish.')}
        </span>
        <Button type="submit" variant="primary" icon={<Send aria-hidden="true" />} disabled={!ready} title="Ctrl+Enter">
          Publish
        </Button>
      </div>
    </form>
  );
}
