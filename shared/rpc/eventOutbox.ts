import type { EventData, EventName } from '../contract/contract.ts';
import { mergeEvents } from './mergeEvents.ts';
import type { Wire } from './wire.ts';

/** Above this many unsent bytes a view counts as slow, and its events wait. */
export const SLOW_VIEW_BYTES = 262_144;

type WaitingEvents = { [K in EventName]?: EventData<K> };

export interface EventOutbox {
  push<K extends EventName>(name: K, data: EventData<K>): void;
  close(): void;
}

/**
 * Sends a view its events. While the wire is behind, at most one event of each name waits; newer ones are merged into it.
 * A wire that cannot tell its backlog gets every event at once.
 */
export function createEventOutbox(
  { backlog }: Pick<Wire, 'backlog'>,
  send: (name: EventName, data: EventData<EventName>) => void,
): EventOutbox {
  let waiting: WaitingEvents = {};
  const slow = (): boolean => backlog !== undefined && backlog.bytes > SLOW_VIEW_BYTES;

  const keep = <K extends EventName>(name: K, data: EventData<K>): void => {
    const older: EventData<K> | undefined = waiting[name];
    waiting = { ...waiting, [name]: older === undefined ? data : mergeEvents(name, older, data) };
  };
  const flush = (): void => {
    if (slow()) return;
    const due = waiting;
    waiting = {};
    for (const name of Object.keys(due) as EventName[]) {
      const data = due[name];
      if (data !== undefined) send(name, data);
    }
  };
  const stopDrain = backlog?.onDrain(flush);

  return {
    push(name, data) {
      keep(name, data);
      flush();
    },
    close() {
      stopDrain?.();
      waiting = {};
    },
  };
}
