import { FolderTree } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import type { WatchState } from '#shared/contract/consoleTopic.ts';
import { buildTopicTree } from '#shared/model/topicTree.ts';
import { TopicDetail } from './TopicDetail.tsx';
import { TopicLine } from './TopicLine.tsx';
import styles from './Topics.module.css';
import { useFolding } from './useFolding.ts';
import { useTopics } from './useTopics.ts';

/** Lines drawn at the most; a tree with more open branches says how many it leaves out. */
const MAX_LINES = 1000;

interface TopicsProps {
  readonly version: number;
  readonly watches: readonly WatchState[];
  /** Show what came on this topic. */
  readonly onShowMessages: (topic: string) => void;
}

/** The topics heard so far as a tree of levels, each with its count and last payload; the chosen one in detail. */
export function Topics({ version, watches, onShowMessages }: TopicsProps) {
  const { topics, forgotten } = useTopics(version);
  const { expanded, toggle } = useFolding(topics);
  const nodes = useMemo(() => buildTopicTree(topics, expanded), [topics, expanded]);
  /** The topic that was chosen last; `open`: its details stand in the place of the tree. */
  const [chosen, setChosen] = useState<{ readonly topic: string; readonly open: boolean } | null>(null);
  const tree = useRef<HTMLDivElement>(null);
  const back = chosen !== null && !chosen.open;
  useEffect(() => {
    if (back) tree.current?.querySelector<HTMLElement>('[aria-selected=true]')?.focus();
  }, [back]);

  const move = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    const lines: (Element | null)[] = [...(tree.current?.querySelectorAll('[role=treeitem]') ?? [])];
    const at = lines.indexOf(document.activeElement);
    const next = lines[Math.min(lines.length - 1, Math.max(0, at + step))];
    if (next instanceof HTMLElement) next.focus();
    event.preventDefault();
  };

  if (chosen?.open === true) {
    const { topic } = chosen;
    return (
      <TopicDetail
        topic={topic}
        watches={watches}
        onShowMessages={() => onShowMessages(topic)}
        onClose={() => setChosen({ topic, open: false })}
      />
    );
  }
  if (nodes.length === 0) {
    return (
      <EmptyState icon={<FolderTree />} title="No topic heard yet">
        Topics appear here when a message arrives on a subscription.
      </EmptyState>
    );
  }
  return (
    <div className={styles.scroll}>
      <div ref={tree} role="tree" aria-label="Topics" onKeyDown={move}>
        {nodes.slice(0, MAX_LINES).map((node, i) => (
          <TopicLine
            key={node.path}
            node={node}
            reachable={i === 0}
            selected={node.path === chosen?.topic}
            onToggle={toggle}
            onPick={(topic) => setChosen({ topic, open: true })}
          />
        ))}
      </div>
      {nodes.length > MAX_LINES ? (
        <p className={styles.left}>{nodes.length - MAX_LINES} more lines: fold a branch to see them.</p>
      ) : null}
      {forgotten === 0 ? null : (
        <p className={styles.left}>{forgotten} topics not heard for long were forgotten to bound memory.</p>
      )}
    </div>
  );
}
