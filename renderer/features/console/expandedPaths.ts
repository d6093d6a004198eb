import type { TopicEntry } from '#shared/contract/console.ts';
import { topicAncestors } from '#shared/model/topicTree.ts';

/** Up to this many topics the whole tree is open at first; a larger one would bury its first levels. */
export const SMALL_TREE = 100;

/** The open branches: those of a small tree less what was toggled, or of a large tree only what was toggled. */
export function expandedPaths(topics: readonly TopicEntry[], toggled: ReadonlySet<string>): ReadonlySet<string> {
  if (topics.length > SMALL_TREE) return toggled;
  const open = new Set<string>();
  for (const { topic } of topics) {
    for (const path of topicAncestors(topic)) if (!toggled.has(path)) open.add(path);
  }
  return open;
}
