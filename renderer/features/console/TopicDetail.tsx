import { ArrowLeft, ListFilter } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useRef } from 'react';
import { useRpc } from '#renderer/app/services.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { formatBytes, formatCount } from '#renderer/ui/formatCount.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import type { NumericField, WatchState } from '#shared/contract/consoleTopic.ts';
import type { CommandOutput } from '#shared/contract/contract.ts';
import { formatElapsed } from '#shared/model/formatTime.ts';
import { pointerWords } from '#shared/model/payload/numericFields.ts';
import { FieldPlot } from './FieldPlot.tsx';
import styles from './TopicDetail.module.css';
import { rateWords } from './topicWords.ts';
import { useAsker } from './useConsole.ts';
import { usePolled } from './usePolled.ts';

interface TopicDetailProps {
  readonly topic: string;
  /** All that is plotted; those of this topic are shown. */
  readonly watches: readonly WatchState[];
  readonly onShowMessages: () => void;
  readonly onClose: () => void;
}

/** What is known of one topic: its numbers, its last message, and plots of the numbers in it. */
export function TopicDetail({ topic, watches, onShowMessages, onClose }: TopicDetailProps) {
  const rpc = useRpc();
  const asker = useAsker();
  const detail = usePolled(useCallback(() => rpc.call('console.topic', { topic }), [rpc, topic]));
  const own = watches.filter((watch) => watch.topic === topic);
  const panel = useRef<HTMLElement>(null);
  // What had the focus may be gone: the line that was chosen, the list when its last field is plotted, a plot that ended.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the number of plots is the reason to look
  useEffect(() => {
    if (document.activeElement === document.body) panel.current?.focus();
  }, [own.length]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.defaultPrevented) onClose();
  };
  return (
    <section ref={panel} tabIndex={-1} className={styles.detail} aria-label={`Topic ${topic}`} onKeyDown={onKeyDown}>
      <header className={styles.head}>
        <IconButton label="Back to the topics" shortcut="Esc" icon={<ArrowLeft />} onClick={onClose} />
        <span className={styles.topic} title={topic}>
          {topic}
        </span>
        <IconButton label="Show the messages of this topic" icon={<ListFilter />} onClick={onShowMessages} />
      </header>
      {detail === null ? null : detail.ok ? (
        <>
          <Facts detail={detail.value} />
          <FieldSelect
            fields={detail.value.fields}
            plotted={own}
            onPick={(pointer) => void asker.ask('console.watch', { topic, pointer })}
          />
        </>
      ) : (
        <p className={styles.none}>{detail.error.message}</p>
      )}
      {asker.trouble === '' ? null : (
        <p className={styles.trouble} role="alert">
          {asker.trouble}
        </p>
      )}
      {own.map((watch) => (
        <FieldPlot key={watch.id} watch={watch} />
      ))}
    </section>
  );
}

type Detail = CommandOutput<'console.topic'>;

function Facts({ detail }: { detail: Detail }) {
  const { count, bytes, rate, t, qos, retained, length, payload, properties } = detail;
  return (
    <>
      <dl className={styles.facts}>
        <div>
          <dt>Messages</dt>
          <dd>{formatCount(count)}</dd>
        </div>
        <div>
          <dt>Rate</dt>
          <dd>{rateWords(rate)}</dd>
        </div>
        <div>
          <dt>Bytes</dt>
          <dd>{formatBytes(bytes)}</dd>
        </div>
        <div>
          <dt>Last</dt>
          <dd>{formatElapsed(t)}</dd>
        </div>
        <div>
          <dt>QoS</dt>
          <dd>{qos}</dd>
        </div>
        <div>
          <dt>Length</dt>
          <dd>{formatBytes(length)}</dd>
        </div>
      </dl>
      <p className={styles.payload}>
        {retained ? <Badge tone="accent">retained</Badge> : null}
        {payload === '' ? '(empty payload)' : payload}
      </p>
      {properties.length === 0 ? null : (
        <dl className={styles.properties} aria-label="Properties">
          {properties.map(({ name, value }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a name may come several times
            <div key={i}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

interface FieldSelectProps {
  readonly fields: readonly NumericField[];
  readonly plotted: readonly WatchState[];
  readonly onPick: (pointer: string) => void;
}

/** `#` before the pointer: the value of an option must not be empty, the pointer of a bare number is. */
function FieldSelect({ fields, plotted, onPick }: FieldSelectProps) {
  const left = fields.filter(({ pointer }) => !plotted.some((watch) => watch.pointer === pointer));
  if (left.length === 0) return null;
  return (
    <Select
      label="Field to plot"
      value=""
      placeholder="Plot a number of the payload…"
      options={left.map(({ pointer, value }) => ({
        value: `#${pointer}`,
        label: pointerWords(pointer),
        hint: String(value),
      }))}
      onChange={(value) => onPick(value.slice(1))}
    />
  );
}
