import { ChevronDown, ChevronRight } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { Badge } from '#renderer/ui/Badge.tsx';
import type { TopicNode } from '#shared/model/topicTree.ts';
import styles from './Topics.module.css';
import { rateWords } from './topicWords.ts';

const INDENT = 14;
/** Messages a second below which the line tells no rate. */
const QUIET = 0.05;

interface TopicLineProps {
  readonly node: TopicNode;
  /** The one line of the tree that Tab reaches. */
  readonly reachable: boolean;
  /** Its details are shown. */
  readonly selected: boolean;
  readonly onToggle: (path: string) => void;
  readonly onPick: (topic: string) => void;
}

/** One level of the tree: fold mark, name, number of messages, the last payload. */
export function TopicLine({ node, reachable, selected, onToggle, onPick }: TopicLineProps) {
  const { entry } = node;
  const act = (): void => (entry === undefined ? onToggle(node.path) : onPick(entry.topic));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' || event.key === ' ') act();
    else if (event.key === 'ArrowRight' && node.hasChildren && !node.expanded) onToggle(node.path);
    else if (event.key === 'ArrowLeft' && node.expanded) onToggle(node.path);
    else return;
    event.preventDefault();
  };
  return (
    <div
      role="treeitem"
      aria-level={node.depth + 1}
      aria-expanded={node.hasChildren ? node.expanded : undefined}
      aria-selected={selected}
      tabIndex={reachable ? 0 : -1}
      className={styles.node}
      style={{ paddingLeft: 8 + node.depth * INDENT }}
      onClick={act}
      onKeyDown={onKeyDown}
    >
      <button
        type="button"
        tabIndex={-1}
        className={styles.fold}
        disabled={!node.hasChildren}
        aria-label={node.expanded ? `Fold ${node.path}` : `Unfold ${node.path}`}
        onClick={(event) => {
          event.stopPropagation();
          onToggle(node.path);
        }}
      >
        {node.hasChildren ? node.expanded ? <ChevronDown /> : <ChevronRight /> : null}
      </button>
      <span className={styles.label}>{node.label === '' ? '(empty level)' : node.label}</span>
      <span className={styles.count}>{node.count}</span>
      {entry === undefined || entry.rate < QUIET ? null : <span className={styles.count}>{rateWords(entry.rate)}</span>}
      {entry === undefined ? null : (
        <>
          {entry.retained ? <Badge tone="accent">retained</Badge> : null}
          <span className={styles.preview}>{entry.preview}</span>
        </>
      )}
    </div>
  );
}
