import { levelsMatch } from '#shared/protocol/mqtt/topicFilter.ts';

export interface Retained {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly qos: 0 | 1 | 2;
  /** Wall clock, milliseconds since the epoch. */
  readonly at: number;
}

export interface RetainedLimits {
  readonly retainedMessages: number;
  readonly retainedBytes: number;
}

/** Retained messages by topic, bounded: the one that was not set for the longest time goes. */
export interface RetainedStore {
  /** Without those under $SYS, which are the broker's own. */
  readonly count: number;
  readonly bytes: number;
  readonly dropped: number;
  /** An empty payload deletes [MQTT-3.3.1-10]. */
  set(message: Retained): void;
  get(topic: string): Retained | undefined;
  delete(topic: string): boolean;
  clear(): number;
  all(): Retained[];
  /** What a new subscription is sent. */
  matching(filters: readonly string[]): Iterable<Retained>;
}

const isSystem = (topic: string): boolean => topic.startsWith('$SYS/');
const OVERHEAD = 100;
const sizeOf = ({ topic, payload }: Retained): number => OVERHEAD + topic.length + payload.length;

export function createRetainedStore(limits: RetainedLimits): RetainedStore {
  const messages = new Map<string, Retained>();
  const system = new Map<string, Retained>();
  let bytes = 0;
  let dropped = 0;
  const remove = (topic: string): boolean => {
    const old = messages.get(topic);
    if (old === undefined) return false;
    messages.delete(topic);
    bytes -= sizeOf(old);
    return true;
  };
  function* matching(filters: readonly string[]): Iterable<Retained> {
    for (const filter of filters) {
      if (!/[+#]/.test(filter)) {
        const exact = messages.get(filter) ?? system.get(filter);
        if (exact !== undefined) yield exact;
        continue;
      }
      const levels = filter.split('/');
      for (const store of [messages, system]) {
        for (const message of store.values()) if (levelsMatch(levels, message.topic.split('/'))) yield message;
      }
    }
  }

  return {
    get count() {
      return messages.size;
    },
    get bytes() {
      return bytes;
    },
    get dropped() {
      return dropped;
    },
    set(message) {
      if (isSystem(message.topic)) {
        system.set(message.topic, message);
        return;
      }
      remove(message.topic);
      if (message.payload.length === 0) return;
      messages.set(message.topic, message);
      bytes += sizeOf(message);
      while (messages.size > limits.retainedMessages || bytes > limits.retainedBytes) {
        const [oldest] = messages.keys();
        if (oldest === undefined) break;
        remove(oldest);
        dropped += 1;
      }
    },
    get: (topic) => messages.get(topic),
    delete: remove,
    clear() {
      const count = messages.size;
      messages.clear();
      bytes = 0;
      return count;
    },
    all: () => [...messages.values()],
    matching,
  };
}
