import { type Err, err, ok, type Result } from '#shared/base/result.ts';
import type { BrokerListen } from '#shared/contract/broker.ts';
import {
  type BrokerListenersOptions,
  LISTENER_NAMES,
  type ListenerKind,
  openListener,
  wantedPorts,
} from './brokerListeners.ts';
import type { ListenError, Listener } from './listener.ts';

export interface StartedListeners {
  /** The first that is on. */
  readonly main: Listener;
  readonly listeners: ReadonlyMap<ListenerKind, Listener>;
  /** Which of the others are off and why, in words; '' when none is. */
  readonly trouble: string;
}

type Explain = (failure: Err<ListenError>, port: number) => Promise<Err<ListenError>>;

/**
 * Opens every port that is wanted. Without the first one there is no broker; without one of the others it is still worth
 * having, as boards mostly use the first. `explain` finds the words for a port that cannot be had.
 */
export async function startListeners(
  wanted: BrokerListen,
  options: BrokerListenersOptions,
  explain: Explain,
): Promise<Result<StartedListeners, ListenError>> {
  const [first, ...others] = wantedPorts(wanted);
  if (first === undefined) return err('failed', 'Every listener of the broker is off. Switch at least one on.');
  const { host } = wanted;
  const main = await openListener({ ...first, host }, options);
  if (!main.ok) return explain(main, first.port);
  const listeners = new Map<ListenerKind, Listener>([[first.kind, main.value]]);
  const troubles: string[] = [];
  for (const { kind, port } of others) {
    const opened = await openListener({ kind, host, port }, options);
    if (opened.ok) listeners.set(kind, opened.value);
    else troubles.push(`MQTT over ${LISTENER_NAMES[kind]} is off. ${(await explain(opened, port)).error.message}`);
  }
  return ok({ main: main.value, listeners, trouble: troubles.join(' ') });
}
