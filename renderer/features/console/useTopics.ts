import { useEffect, useRef, useState } from 'react';
import { useRpc } from '#renderer/app/services.ts';
import type { TopicEntry } from '#shared/contract/console.ts';

/** Least time between two askings for the table while it changes, in milliseconds. */
const REFRESH_MS = 500;

export interface TopicList {
  readonly topics: readonly TopicEntry[];
  /** Topics the bench forgot because there were too many. */
  readonly forgotten: number;
}

/** The bench's topic table, asked for again when its version moved, but not too often. */
export function useTopics(version: number): TopicList {
  const rpc = useRpc();
  const [list, setList] = useState<TopicList>({ topics: [], forgotten: 0 });
  const askedAt = useRef(Number.NEGATIVE_INFINITY);
  const due = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version is the reason to ask
  useEffect(() => {
    // A timer that is already set asks soon enough: starting it anew would starve the list while messages pour in.
    due.current ??= setTimeout(
      () => {
        due.current = undefined;
        askedAt.current = performance.now();
        void rpc.call('console.topics', {}).then((answer) => {
          if (answer.ok) setList(answer.value);
        });
      },
      Math.max(0, askedAt.current + REFRESH_MS - performance.now()),
    );
  }, [rpc, version]);
  useEffect(
    () => () => {
      clearTimeout(due.current);
      due.current = undefined;
    },
    [],
  );
  return list;
}
