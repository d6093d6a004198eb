import { withoutCutCharacter } from '../base/utf8.ts';
import { MAX_TOPICS, type TopicEntry } from '../contract/console.ts';
import { payloadPreview } from '../protocol/mqtt/payloadPreview.ts';

/** Bytes kept of a payload, enough for the preview also where characters take several. */
const PREVIEW_BYTES = 160;
/** Leaves room for the last character's escape and the ellipsis within 120 characters. */
const PREVIEW_CHARS = 115;

/** What a PUBLISH brought, as far as the table is concerned. */
export interface HeardMessage {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly retained: boolean;
  /** Microseconds since the session began. */
  readonly t: number;
}

export interface TopicSnapshot {
  readonly version: number;
  /** The one longest silent first. */
  readonly topics: TopicEntry[];
  readonly forgotten: number;
}

export interface TopicTable {
  record(message: HeardMessage): void;
  snapshot(): TopicSnapshot;
  /** Forgets all topics and the count of those forgotten before. */
  clear(): void;
  readonly size: number;
  /** Counts up with every message and every clear. */
  readonly version: number;
}

export interface TopicTableLimits {
  readonly maxTopics: number;
  /** Of all topic names together: one name may have 65,535. Keeps a snapshot small enough for one message to a view. */
  readonly maxNameChars: number;
}

const DEFAULT_LIMITS: TopicTableLimits = { maxTopics: MAX_TOPICS, maxNameChars: 786_432 };

interface Kept {
  count: number;
  retained: boolean;
  t: number;
  length: number;
  /** The first bytes of the last payload; previews are made from them when asked for. */
  readonly start: Uint8Array;
  preview: string | undefined;
}

function previewOf({ start, length }: Kept): string {
  if (length <= PREVIEW_BYTES) return payloadPreview(start.subarray(0, length), PREVIEW_CHARS);
  return `${payloadPreview(withoutCutCharacter(start), PREVIEW_CHARS).replace(/…$/, '')}…`;
}

const newRecord = (): Kept => ({
  count: 0,
  retained: false,
  t: 0,
  length: 0,
  start: new Uint8Array(PREVIEW_BYTES),
  preview: undefined,
});

/** Every topic with its last message, bounded: the topic longest silent goes first and is counted. */
export function createTopicTable({ maxTopics, maxNameChars }: TopicTableLimits = DEFAULT_LIMITS): TopicTable {
  /** In order of the last message, oldest first: a Map keeps the order in which keys were put in. */
  const topics = new Map<string, Kept>();
  let nameChars = 0;
  let newest: string | undefined;
  let version = 0;
  let forgotten = 0;

  /** Makes room for one more name; the record of a forgotten topic is given back for use again. */
  const makeRoom = (name: string): Kept | undefined => {
    let spare: Kept | undefined;
    for (const [topic, kept] of topics) {
      if (topics.size < maxTopics && nameChars + name.length <= maxNameChars) break;
      topics.delete(topic);
      nameChars -= topic.length;
      forgotten += 1;
      spare = kept;
    }
    return spare;
  };

  return {
    record({ topic, payload, retained, t }) {
      version += 1;
      let kept = topics.get(topic);
      if (kept === undefined) {
        kept = makeRoom(topic) ?? newRecord();
        kept.count = 0;
        nameChars += topic.length;
        topics.set(topic, kept);
      } else if (topic !== newest) {
        topics.delete(topic);
        topics.set(topic, kept);
      }
      newest = topic;
      kept.count += 1;
      kept.retained = retained;
      kept.t = t;
      kept.length = payload.length;
      kept.start.set(payload.length > PREVIEW_BYTES ? payload.subarray(0, PREVIEW_BYTES) : payload);
      kept.preview = undefined;
    },
    snapshot() {
      const entries: TopicEntry[] = [];
      for (const [topic, kept] of topics) {
        const { count, retained, t, length } = kept;
        kept.preview ??= previewOf(kept);
        entries.push({ topic, count, retained, t, preview: kept.preview, length });
      }
      return { version, topics: entries, forgotten };
    },
    clear() {
      topics.clear();
      nameChars = 0;
      newest = undefined;
      forgotten = 0;
      version += 1;
    },
    get size() {
      return topics.size;
    },
    get version() {
      return version;
    },
  };
}
