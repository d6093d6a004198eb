import { withoutCutCharacter } from '../base/utf8.ts';
import { MAX_TOPICS, type Qos, type TopicEntry } from '../contract/console.ts';
import type { ShownProperty } from '../contract/mqttProperties.ts';
import { payloadPreview } from '../protocol/mqtt/payloadPreview.ts';
import { countRate, NO_RATE, type RateMeter, rateAt } from './messageRate.ts';

/** Bytes kept of a payload, enough for the preview also where characters take several. */
const PREVIEW_BYTES = 160;
/** Leaves room for the last character's escape and the ellipsis within 120 characters. */
const PREVIEW_CHARS = 115;

/** What a PUBLISH brought. */
export interface HeardMessage {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly retained: boolean;
  /** 0 when not known. */
  readonly qos?: Qos;
  /** What a 5.0 broker passed on beside the payload. */
  readonly properties?: readonly ShownProperty[];
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
  /** `now`: microseconds since the session began, for the rates. */
  snapshot(now: number): TopicSnapshot;
  entry(topic: string, now: number): TopicEntry | undefined;
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
  bytes: number;
  qos: Qos;
  rate: RateMeter;
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
  bytes: 0,
  qos: 0,
  rate: NO_RATE,
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

  const entryOf = (topic: string, kept: Kept, now: number): TopicEntry => {
    const { count, retained, t, length, bytes, qos } = kept;
    kept.preview ??= previewOf(kept);
    return { topic, count, retained, t, preview: kept.preview, length, bytes, qos, rate: rateAt(kept.rate, now) };
  };

  return {
    record({ topic, payload, retained, qos = 0, t }) {
      version += 1;
      let kept = topics.get(topic);
      if (kept === undefined) {
        kept = makeRoom(topic) ?? newRecord();
        kept.count = 0;
        kept.bytes = 0;
        kept.rate = NO_RATE;
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
      kept.bytes += payload.length;
      kept.qos = qos;
      kept.rate = countRate(kept.rate, t);
      kept.start.set(payload.length > PREVIEW_BYTES ? payload.subarray(0, PREVIEW_BYTES) : payload);
      kept.preview = undefined;
    },
    snapshot: (now) => ({
      version,
      topics: [...topics].map(([topic, kept]) => entryOf(topic, kept, now)),
      forgotten,
    }),
    entry(topic, now) {
      const kept = topics.get(topic);
      return kept === undefined ? undefined : entryOf(topic, kept, now);
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
