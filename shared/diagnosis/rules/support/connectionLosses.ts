import type { Capture, SerialEvent } from '../../types.ts';
import { wasAsked } from './askedTeardown.ts';
import { boots } from './boots.ts';
import { type Dial, dialBefore, dials } from './dials.ts';
import { linesNamed, SECONDS, wholeNumber } from './select.ts';
import { type ServiceResult, serviceResults } from './serviceResults.ts';

/** An MQTT client lost its connection, and no command had asked for it. */
export interface ConnectionLoss {
  readonly event: SerialEvent;
  readonly client: number;
  /** 1 closed by the other end, 2 reset, 3 the network went (V3.00 16.3.2). */
  readonly cause: number;
  /** The connection that was lost; null: not in the capture. */
  readonly dial: Dial | null;
  /** A SUB, UNSUB or PUB that got code 6 at that moment. */
  readonly hungUpOn: ServiceResult | null;
}

/** Code and loss of one hang-up come within this time of each other. */
const TOGETHER = 5 * SECONDS;

/** Every `+CMQTTCONNLOST` that was not asked for, in order. */
export function connectionLosses(capture: Capture): readonly ConnectionLoss[] {
  const lines = linesNamed(capture, '+CMQTTCONNLOST');
  if (lines.length === 0) return [];
  const all = dials(capture);
  const starts = boots(capture).map(({ event }) => event);
  const hangUps = hangUpResults(capture);
  return lines.flatMap((event): readonly ConnectionLoss[] => {
    const { link, t } = event;
    const client = wholeNumber(event.fields[0]);
    const cause = wholeNumber(event.fields[1]);
    if (client === null || cause === null || wasAsked(capture, link, t) || isRestarting(starts, event)) return [];
    const dial = dialBefore(all, { link, client, t, service: 'mqtt' }) ?? null;
    const hungUpOn = hangUps.find((each) => each.client === client && isTogether(capture, each.event, event)) ?? null;
    return [{ event, client, cause, dial, hungUpOn }];
  });
}

/** Answers that tell that the broker hung up in place of an acknowledgement (16.3.1, code 6). */
export const hangUpResults = (capture: Capture): readonly ServiceResult[] =>
  serviceResults(capture).filter(
    ({ table, code, name }) => table === 'mqtt' && code === 6 && /^\+CMQTT(?:SUB|UNSUB|PUB)$/.test(name),
  );

/** Two rows about one hang-up. */
export const isTogether = ({ timed }: Capture, a: SerialEvent, b: SerialEvent): boolean =>
  a.link === b.link && (timed ? Math.abs(a.t - b.t) <= TOGETHER : Math.abs(a.seq - b.seq) <= 4);

/** The modem goes down: the banner follows. */
export const isRestarting = (starts: readonly SerialEvent[], { link, t }: SerialEvent): boolean =>
  starts.some((start) => start.link === link && start.t >= t && start.t - t <= 15 * SECONDS);
