import { useMemo, useState } from 'react';
import type { TopicEntry } from '#shared/contract/console.ts';
import { expandedPaths } from './expandedPaths.ts';

/** Which branches of the topic tree are open: all of a small tree, none of a large one, but what the user toggled. */
export function useFolding(topics: readonly TopicEntry[]): {
  readonly expanded: ReadonlySet<string>;
  toggle(path: string): void;
} {
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const expanded = useMemo(() => expandedPaths(topics, toggled), [topics, toggled]);
  return {
    expanded,
    toggle(path) {
      const next = new Set(toggled);
      if (!next.delete(path)) next.add(path);
      setToggled(next);
    },
  };
}
