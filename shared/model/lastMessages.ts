import { MAX_FIELD_PAYLOAD } from '../contract/consoleTopic.ts';
import type { ShownProperty } from '../contract/mqttProperties.ts';
import type { HeardMessage } from './topicTable.ts';

/** Of all payloads and properties together, in bytes. */
const MAX_BYTES = 4_194_304;
/** What a message costs beside its texts. */
const OVERHEAD = 200;

export interface LastMessage {
  /** The start of it when it is longer than what is searched for fields. */
  readonly payload: Uint8Array;
  readonly properties: readonly ShownProperty[];
}

export interface LastMessages {
  record(message: HeardMessage): void;
  get(topic: string): LastMessage | undefined;
  clear(): void;
}

/** The last payload of each topic, as long as all of them fit: the topic longest silent goes first. */
export function createLastMessages(maxBytes: number = MAX_BYTES): LastMessages {
  const messages = new Map<string, LastMessage>();
  let bytes = 0;
  const remove = (topic: string, message: LastMessage): void => {
    messages.delete(topic);
    bytes -= costOf(topic, message);
  };
  return {
    record({ topic, payload, properties = [] }) {
      const before = messages.get(topic);
      if (before !== undefined) remove(topic, before);
      const message = { payload: payload.slice(0, MAX_FIELD_PAYLOAD), properties };
      messages.set(topic, message);
      bytes += costOf(topic, message);
      for (const [other, old] of messages) {
        if (bytes <= maxBytes) break;
        remove(other, old);
      }
    },
    get: (topic) => messages.get(topic),
    clear() {
      messages.clear();
      bytes = 0;
    },
  };
}

const costOf = (topic: string, { payload, properties }: LastMessage): number =>
  OVERHEAD +
  topic.length * 2 +
  payload.length +
  properties.reduce((sum, { name, value }) => sum + (name.length + value.length) * 2 + OVERHEAD, 0);
