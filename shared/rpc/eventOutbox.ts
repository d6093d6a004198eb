import type { EventData, EventName } from '../contract/contract.ts';
import { mergeEvents } from './mergeEvents.ts';
import type { Wire } from './wire.ts';

/** Hears every event of the bench. */
export type EventListener = <K extends EventName>(name: K, data: EventData<K>) => void;

/** Above this many unsent bytes a view counts as slow, and its events wait. */
export const SLOW_VIEW_BYTES = 262_144;

type WaitingEvents = { [K in EventName]?: EventData<K> };

/**
 * Sends a view its events. While the wire is behind, at most one event of each name waits; newer ones are merged into it.
 * A wire that cannot tell its backlog gets every event at once.
 */
export function createEventOutbox(
  { backlog }: Pick<Wire, 'backlog'>,
  send: (name: EventName, data: EventData<EventName>) => void,
): EventListener {
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
  backlog?.onDrain(flush);

  return (name, data) => {
    keep(name, data);
    flush();
  };
}
