import { useEffect, useRef, useState } from 'react';
import { useServices } from '#renderer/app/services.ts';
import { createRowView } from '#renderer/stream/rowView.ts';
import type { RowView } from '#renderer/stream/rowViewTypes.ts';
import type { RowFilter } from '#shared/contract/log.ts';

/** How long a filter rests before the bench is asked anew, in milliseconds: a word is typed, not a letter. */
const FILTER_DELAY_MS = 150;

/**
 * A list of the rows that match, kept up for the life of the component and over lost connections. null before the first
 * draw. A new `filter` object is a new question: keep its identity while it means the same.
 */
export function useRowStream(filter: RowFilter): RowView | null {
  const { rpc, schedule } = useServices();
  const [view, setView] = useState<RowView | null>(null);
  const asked = useRef(filter);
  const first = useRef(filter);

  useEffect(() => {
    const created = createRowView({ client: rpc, filter: first.current, schedule });
    let startedAt: number | null = null;
    const learn = async (): Promise<void> => {
      const info = await rpc.call('bench.info', {});
      if (!info.ok) return;
      const isOther = startedAt !== null && startedAt !== info.value.startedAt;
      startedAt = info.value.startedAt;
      if (created.getState().status === 'offline' || isOther) created.reconnect(rpc, isOther);
    };
    const stop = rpc.onState((state) => {
      if (state === 'ready') void learn();
    });
    if (rpc.state === 'ready') void learn();
    setView(created);
    return () => {
      stop();
      created.close();
    };
  }, [rpc, schedule]);

  useEffect(() => {
    if (view === null || asked.current === filter) return;
    const timer = setTimeout(() => {
      asked.current = filter;
      view.setFilter(filter);
    }, FILTER_DELAY_MS);
    return () => clearTimeout(timer);
  }, [view, filter]);

  return view;
}
