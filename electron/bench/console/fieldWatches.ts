import { err, ok } from '#shared/base/result.ts';
import { decodeUtf8 } from '#shared/base/utf8.ts';
import { MAX_FIELD_PAYLOAD, MAX_SAMPLES, MAX_WATCHES, type WatchState } from '#shared/contract/consoleTopic.ts';
import type { CommandHandlers } from '#shared/contract/contract.ts';
import { numberAt } from '#shared/model/payload/numericFields.ts';

type Handlers = Pick<CommandHandlers, 'console.watch' | 'console.unwatch' | 'console.samples'>;

export interface FieldWatches {
  readonly handlers: Handlers;
  /** A message came in, at `t` microseconds. */
  record(message: Heard): void;
  state(): WatchState[];
  /** Forgets the values, not what is watched: another broker. */
  restart(): void;
}

interface Heard {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly t: number;
}

interface Watch {
  readonly id: number;
  readonly topic: string;
  readonly pointer: string;
  samples: number;
  missed: number;
  readonly t: number[];
  readonly values: number[];
}

export interface FieldWatchesOptions {
  /** The last message of a topic: its number is the first value. */
  readonly last: (topic: string) => Heard | undefined;
  readonly onChange: () => void;
}

/** Follows numbers in the JSON payloads of topics, for a plot. Kept in the bench: a view may come and go. */
export function createFieldWatches({ last, onChange }: FieldWatchesOptions): FieldWatches {
  const watches = new Map<number, Watch>();
  let lastId = 0;

  const take = (watch: Watch, { payload, t }: Heard): void => {
    const value = payload.length > MAX_FIELD_PAYLOAD ? undefined : numberAt(decodeUtf8(payload), watch.pointer);
    if (value === undefined) {
      watch.missed += 1;
      return;
    }
    watch.samples += 1;
    watch.t.push(t);
    watch.values.push(value);
    if (watch.t.length > MAX_SAMPLES) {
      watch.t.shift();
      watch.values.shift();
    }
  };

  return {
    handlers: {
      'console.watch'({ topic, pointer }) {
        for (const watch of watches.values()) {
          if (watch.topic === topic && watch.pointer === pointer) return ok({ id: watch.id });
        }
        if (watches.size >= MAX_WATCHES) {
          return err('too-many', `${MAX_WATCHES} fields are being plotted: end one of the plots first.`);
        }
        lastId += 1;
        const watch: Watch = { id: lastId, topic, pointer, samples: 0, missed: 0, t: [], values: [] };
        watches.set(watch.id, watch);
        const first = last(topic);
        if (first !== undefined) take(watch, first);
        onChange();
        return ok({ id: watch.id });
      },
      'console.unwatch'({ id }) {
        if (!watches.delete(id)) return GONE;
        onChange();
        return ok({});
      },
      'console.samples'({ id }) {
        const watch = watches.get(id);
        return watch === undefined ? GONE : ok({ t: [...watch.t], values: [...watch.values] });
      },
    },
    record(message) {
      for (const watch of watches.values()) if (watch.topic === message.topic) take(watch, message);
    },
    state: () =>
      [...watches.values()].map(({ id, topic, pointer, samples, missed, t }) => ({
        ...{ id, topic, pointer, samples, missed },
        dropped: samples - t.length,
      })),
    restart() {
      for (const watch of watches.values()) {
        watch.samples = 0;
        watch.missed = 0;
        watch.t.length = 0;
        watch.values.length = 0;
      }
    },
  };
}

const GONE = err('not-found', 'This plot has ended.');
