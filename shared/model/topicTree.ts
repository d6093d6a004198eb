import type { TopicEntry } from '../contract/console.ts';

/** One visible line of the topic tree. */
export interface TopicNode {
  /** The topic name up to this level: `plant/7`. What `expanded` holds. */
  readonly path: string;
  /** This level alone: `7`. '' for an empty level (the first of `/a`, the middle one of `a//b`). */
  readonly label: string;
  /** 0 at the root. */
  readonly depth: number;
  /** Messages in this topic and all below it. */
  readonly count: number;
  /** Topics with messages in this one and all below it. */
  readonly topics: number;
  readonly hasChildren: boolean;
  readonly expanded: boolean;
  /** Present when messages were published to this very topic. */
  readonly entry?: TopicEntry;
}

/** A node that is not drawn yet: the entries that share its path. */
interface Group {
  readonly path: string;
  readonly label: string;
  readonly depth: number;
  readonly entries: TopicEntry[];
}

/**
 * The lines of the tree from top to bottom, closed branches left out. Works on the entries alone and looks only into
 * branches that are open, so a topic of 30,000 levels costs no more than what is shown of it.
 */
export function buildTopicTree(entries: readonly TopicEntry[], expanded: ReadonlySet<string>): TopicNode[] {
  const compare = createLevelComparison();
  const nodes: TopicNode[] = [];
  /** Groups still to draw, the next one last. */
  const waiting = childGroups(entries, '', -1, compare).reverse();
  for (let group = waiting.pop(); group !== undefined; group = waiting.pop()) {
    const { path, label, depth } = group;
    const entry = group.entries.find(({ topic }) => topic.length === path.length);
    const below = entry === undefined ? group.entries : group.entries.filter((other) => other !== entry);
    const open = below.length > 0 && expanded.has(path);
    const count = group.entries.reduce((sum, other) => sum + other.count, 0);
    nodes.push({
      path,
      label,
      depth,
      count,
      topics: group.entries.length,
      hasChildren: below.length > 0,
      expanded: open,
      ...(entry === undefined ? {} : { entry }),
    });
    if (open) for (const child of childGroups(below, `${path}/`, depth, compare).reverse()) waiting.push(child);
  }
  return nodes;
}

/** The paths of all levels above a topic, outermost first: what must be expanded to make it visible. */
export function topicAncestors(topic: string): string[] {
  const paths: string[] = [];
  for (let at = topic.indexOf('/'); at >= 0; at = topic.indexOf('/', at + 1)) paths.push(topic.slice(0, at));
  return paths;
}

function childGroups(entries: readonly TopicEntry[], prefix: string, depth: number, compare: LevelComparison): Group[] {
  const groups = new Map<string, Group>();
  for (const entry of entries) {
    const slash = entry.topic.indexOf('/', prefix.length);
    const label = slash < 0 ? entry.topic.slice(prefix.length) : entry.topic.slice(prefix.length, slash);
    const group = groups.get(label);
    if (group === undefined) groups.set(label, { path: prefix + label, label, depth: depth + 1, entries: [entry] });
    else group.entries.push(entry);
  }
  return [...groups.values()].sort((a, b) => compare(a, b));
}

type LevelComparison = (a: Group, b: Group) => number;

/** Names in the order people count (`dev2` before `dev10`), the broker's own topics (`$SYS`) behind all others. */
function createLevelComparison(): LevelComparison {
  const collator = new Intl.Collator('en', { numeric: true });
  const isOwn = ({ depth, label }: Group): boolean => depth === 0 && label.startsWith('$');
  return (a, b) =>
    Number(isOwn(a)) - Number(isOwn(b)) || collator.compare(a.label, b.label) || (a.label < b.label ? -1 : 1);
}
