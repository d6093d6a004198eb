import type { Clock } from '#shared/base/clock.ts';
import { err, ok } from '#shared/base/result.ts';
import { decodeUtf8, withoutCutCharacter } from '#shared/base/utf8.ts';
import { MAX_SHOWN_PAYLOAD } from '#shared/contract/consoleTopic.ts';
import type { CommandHandlers } from '#shared/contract/contract.ts';
import { createLastMessages } from '#shared/model/lastMessages.ts';
import { numericFields } from '#shared/model/payload/numericFields.ts';
import { createTopicTable, type HeardMessage } from '#shared/model/topicTable.ts';
import { payloadPreview } from '#shared/protocol/mqtt/payloadPreview.ts';
import { createFieldWatches, type FieldWatches } from './fieldWatches.ts';

type Handlers = Pick<CommandHandlers, 'console.topics' | 'console.topic' | 'console.clear-topics'> &
  FieldWatches['handlers'];

export interface HeardTopics {
  readonly handlers: Handlers;
  record(message: HeardMessage): void;
  /** Another broker, another tree of topics; what is plotted begins anew. */
  clear(): void;
  watches(): ReturnType<FieldWatches['state']>;
  readonly size: number;
  readonly version: number;
}

/** What the console knows of the topics it heard: counts, last messages, the numbers being plotted. */
export function createHeardTopics(clock: Pick<Clock, 'now'>, onChange: () => void): HeardTopics {
  const table = createTopicTable();
  const lastMessages = createLastMessages();
  const watches = createFieldWatches({
    onChange,
    last(topic) {
      const message = lastMessages.get(topic);
      const entry = table.entry(topic, clock.now());
      return message === undefined || entry === undefined ? undefined : { topic, payload: message.payload, t: entry.t };
    },
  });

  const topic: Handlers['console.topic'] = (input) => {
    const entry = table.entry(input.topic, clock.now());
    const last = lastMessages.get(input.topic);
    if (entry === undefined || last === undefined) {
      return err('not-kept', 'The last message of this topic is not kept any more: wait for the next one.');
    }
    const { count, bytes, rate, t, qos, retained, length } = entry;
    return ok({
      ...{ count, bytes, rate, t, qos, retained, length },
      payload: shownPayload(last.payload),
      properties: [...last.properties],
      fields: [...numericFields(decodeUtf8(last.payload))],
    });
  };

  const clearTable = (): void => {
    table.clear();
    lastMessages.clear();
  };

  return {
    handlers: {
      'console.topics': () => ok(table.snapshot(clock.now())),
      'console.topic': topic,
      'console.clear-topics'() {
        clearTable();
        onChange();
        return ok({});
      },
      ...watches.handlers,
    },
    record(message) {
      table.record(message);
      lastMessages.record(message);
      watches.record(message);
    },
    clear() {
      clearTable();
      watches.restart();
    },
    watches: watches.state,
    get size() {
      return table.size;
    },
    get version() {
      return table.version;
    },
  };
}

function shownPayload(payload: Uint8Array): string {
  if (payload.length <= MAX_SHOWN_PAYLOAD) return payloadPreview(payload, MAX_SHOWN_PAYLOAD);
  return `${payloadPreview(withoutCutCharacter(payload.slice(0, MAX_SHOWN_PAYLOAD)), MAX_SHOWN_PAYLOAD)}…`;
}
