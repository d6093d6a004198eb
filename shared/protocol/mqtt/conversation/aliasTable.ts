import type { Conversation } from '../../../contract/conversation.ts';
import type { Sender } from '../tables/packetTypes.ts';

/** Aliases that are kept, over both directions; and of one alias the topics it stood for, the newest. */
const MAX_ALIASES = 1000;
const MAX_HISTORY = 16;
/** Characters of a topic. */
const MAX_TOPIC = 512;

/** The topic aliases of a connection (5.0 section 3.3.2.3.4), each direction its own. */
export interface AliasTable {
  /** A PUBLISH gave topic and alias. */
  set(from: Sender, alias: number, topic: string, seq: number): void;
  /** What the alias stood for when row `seq` was sent; null when nothing known. */
  topicAt(from: Sender, alias: number, seq: number): string | null;
  /** Those in force, the first `most`. */
  list(most: number): Conversation['aliases'];
  readonly count: number;
}

interface Entry {
  readonly from: Sender;
  readonly alias: number;
  readonly history: { readonly seq: number; readonly topic: string }[];
}

export function createAliasTable(): AliasTable {
  const entries = new Map<string, Entry>();
  return {
    set(from, alias, topic, seq) {
      const key = `${from} ${alias}`;
      const entry = entries.get(key) ?? { from, alias, history: [] };
      if (!entries.has(key) && entries.size >= MAX_ALIASES) return;
      entries.set(key, entry);
      entry.history.push({ seq, topic: topic.slice(0, MAX_TOPIC) });
      if (entry.history.length > MAX_HISTORY) entry.history.shift();
    },
    topicAt: (from, alias, seq) =>
      entries.get(`${from} ${alias}`)?.history.findLast((each) => each.seq <= seq)?.topic ?? null,
    list: (most) =>
      [...entries.values()]
        .slice(0, most)
        .map(({ from, alias, history }) => ({ from, alias, topic: history.at(-1)?.topic ?? '' })),
    get count() {
      return entries.size;
    },
  };
}
