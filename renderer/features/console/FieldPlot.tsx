import { X } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { useRpc } from '#renderer/app/services.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import type { WatchState } from '#shared/contract/consoleTopic.ts';
import { pointerWords } from '#shared/model/payload/numericFields.ts';
import { LinePlot } from '../timeline/LinePlot.tsx';
import styles from './TopicDetail.module.css';
import { samplesWords, valueRange } from './topicWords.ts';
import { useAsker } from './useConsole.ts';
import { usePolled } from './usePolled.ts';

/** One number of a topic over the session's time. The bench keeps its values, whether it is looked at or not. */
export function FieldPlot({ watch }: { watch: WatchState }) {
  const rpc = useRpc();
  const { ask } = useAsker();
  const { id, pointer } = watch;
  const samples = usePolled(useCallback(() => rpc.call('console.samples', { id }), [rpc, id]));
  const name = pointerWords(pointer);
  const lines = useMemo(() => [{ label: name, color: '--accent' }], [name]);
  const data = useMemo(
    () => (samples?.ok ? [samples.value.t.map((t) => t / 1e6), samples.value.values] : [[], []]),
    [samples],
  );
  const last = samples?.ok ? samples.value.values.at(-1) : undefined;
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <span className={styles.field}>{name}</span>
        {last === undefined ? null : <span className="mono">{last}</span>}
        <span className={styles.samples}>{samplesWords(watch)}</span>
        <IconButton
          label={`End the plot of ${name}`}
          icon={<X />}
          onClick={() => void ask('console.unwatch', { id })}
        />
      </figcaption>
      <div className={styles.plot}>
        <LinePlot label={`Plot of ${name}`} lines={lines} data={data} range={valueRange} />
      </div>
    </figure>
  );
}
