import { Send } from 'lucide-react';
import type { FormEvent, KeyboardEvent } from 'react';
import { useSettings } from '#renderer/app/services.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import type { ConsoleState } from '#shared/contract/console.ts';
import { hasVariables } from '#shared/model/payload/fillVariables.ts';
import { PublishedList } from './PublishedList.tsx';
import styles from './PublishForm.module.css';
import { PublishPropertyFields } from './PublishPropertyFields.tsx';
import { RepeatForm } from './RepeatForm.tsx';
import { Repeats } from './Repeats.tsx';
import { SavedMessages } from './SavedMessages.tsx';
import { QOS_OPTIONS, toQos } from './subscriptionInput.ts';
import { usePublish } from './usePublish.ts';

const ENCODINGS = [
  { value: 'text', label: 'Text' },
  { value: 'json', label: 'JSON', hint: 'checked before it is sent' },
  { value: 'hex', label: 'Hex', hint: '7b 22 74 22' },
  { value: 'base64', label: 'Base64' },
] as const;

const TOPICS_LIST = 'publish-topics';

/** Topic, payload and flags of a message to send. Ctrl/Cmd+Enter sends from the payload. What was typed is kept. */
export function PublishForm({ state }: { state: ConsoleState }) {
  const { form, asker, sent, set, take, publish, older, newer } = usePublish();
  const history = useSettings((slice) => slice.settings.publishHistory);
  const connected = state.state === 'connected';
  const ready = connected && form.topic !== '' && !asker.busy;
  const said = asker.trouble || sent || (connected ? '' : 'Connect the console to publish.');

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (ready) void publish();
  };
  /** At the edge of the text an arrow goes on through what was published. */
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
    if (event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    if (selectionStart !== selectionEnd) return;
    const up = event.key === 'ArrowUp' && !value.slice(0, selectionStart).includes('\n') && older();
    const down = event.key === 'ArrowDown' && !value.slice(selectionEnd).includes('\n') && newer();
    if (up || down) event.preventDefault();
  };

  return (
    <form className={styles.form} aria-label="Publish" onSubmit={submit}>
      <Repeats repeats={state.repeats} />
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
        <span className={styles.tools}>
          {state.level === 5 ? (
            <PublishPropertyFields properties={form.properties} onChange={(properties) => set({ properties })} />
          ) : null}
          <SavedMessages current={form} onPick={take} />
          <PublishedList onPick={take} />
          <RepeatForm message={form} connected={connected} />
        </span>
      </div>
      <div className={styles.line}>
        {hasVariables(form.topic) || hasVariables(form.payload) ? (
          <Switch label="Variables" checked={form.variables ?? false} onChange={(variables) => set({ variables })} />
        ) : null}
        <span className={styles.result} role="status" data-trouble={asker.trouble !== ''}>
          {said}
        </span>
        <Button type="submit" variant="primary" icon={<Send aria-hidden="true" />} disabled={!ready} title="Ctrl+Enter">
          Publish
        </Button>
      </div>
    </form>
  );
}
