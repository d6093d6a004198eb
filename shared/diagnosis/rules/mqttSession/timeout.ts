import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, Finding, Rule } from '../../types.ts';
import { finding, type Seen, seen, seenCommand } from '../support/finding.ts';
import { type LaneSession, laneSessions } from '../support/lanePackets.ts';
import { maskedCommand } from '../support/maskedCommand.ts';
import { type Progress, progressOf } from '../support/progress.ts';
import { type Publication, publications } from '../support/publications.ts';
import { actions, outcomeLine, SECONDS, secondsText, wholeNumber } from '../support/select.ts';
import { serviceResults } from '../support/serviceResults.ts';
import { unansweredPackets } from '../support/socketSilence.ts';

/** Longest time limits of the commands (V3.00 16.2), in seconds. */
const LONGEST: Readonly<Record<string, number>> = {
  '+CMQTTCONNECT': 120,
  '+CMQTTSUB': 120,
  '+CMQTTUNSUB': 120,
  '+CMQTTPUB': 120,
};

/** The broker's answer to a packet did not come in time. */
export const timeout: Rule = {
  id: 'mqtt.timeout',
  layer: 'mqtt-session',
  effectOf: ['mqtt.keep-alive', 'link.not-confirmed'],
  find(capture) {
    const late = actions(capture, ...Object.keys(LONGEST)).filter((each) => isLate(capture, each));
    const orphans = serviceResults(capture).filter(
      ({ table, code, transaction }) => table === 'mqtt' && code === 17 && transaction === null,
    );
    const silent = unansweredPackets(capture);
    if (late.length + orphans.length + silent.length === 0) return [];
    const progress = progressOf(capture);
    const seenAtBroker = new Map(publications(capture).map((each) => [each.transaction, each]));
    const sessions = laneSessions(capture);
    const alone = orphans.map(({ event, name }) =>
      reported(progress, [seen(event)], name, event.t, `${event.text} ("timeout").`),
    );
    const told = late.flatMap((each): readonly Finding[] => {
      const publication = seenAtBroker.get(each);
      // The broker did its part: link.not-confirmed tells that.
      if (publication !== undefined && publication.acknowledged !== null) return [];
      const line = outcomeLine(each);
      const evidence: readonly [Seen, ...Seen[]] = [seenCommand(each), ...(line === null ? [] : [seen(line)])];
      const what =
        line === null ? `no result line within ${secondsText(capture.tEnd - each.t)}` : `${line.text} ("timeout")`;
      const detail = `${maskedCommand(each)}: ${what}. ${whereText(sessions, each, publication)}`;
      return [reported(progress, evidence, each.name ?? '', each.t, detail)];
    });
    const unanswered = silent.map(({ packet: { type }, row: { seq, t } }) =>
      reported(
        progress,
        [{ seq, t, text: type }],
        type === 'CONNECT' ? '+CMQTTCONNECT' : '',
        t,
        `${type} was sent through the socket, and no answer came within ${secondsText(capture.tEnd - t)}.`,
      ),
    );
    return [...told, ...alone, ...unanswered];
  },
};

function reported(
  progress: Progress,
  evidence: readonly [Seen, ...Seen[]],
  name: string,
  t: number,
  detail: string,
): Finding {
  return finding(timeout, {
    severity: progress.after(name === '+CMQTTCONNECT' ? 'mqtt-connect' : 'mqtt-session', t + 1) ? 'warning' : 'fault',
    evidence,
    title: 'The broker did not answer in time',
    detail,
    advice:
      'Look at signal (AT+CSQ) and registration (AT+CEREG?) at that moment, and at the broker: does it answer other clients, is it overloaded, does a proxy in between hold the packets? After a time-out treat the connection as lost: AT+CMQTTDISC and connect again.',
  });
}

/** Code 17, or no result line although more time than the manual allows has gone by. */
function isLate({ tEnd, timed, transactions }: Capture, each: Transaction): boolean {
  const { outcome, result, name, args, t, link } = each;
  if (outcome !== null) return outcome.code === 17;
  if (!timed || result.kind !== 'ok') return false;
  const given = name === '+CMQTTPUB' ? (wholeNumber(args[2]) ?? 0) : 0;
  const limit = Math.max(LONGEST[name ?? ''] ?? 120, given) * SECONDS;
  if (tEnd - t <= limit) return false;
  // The session was ended before the time was up.
  return !transactions.some(
    (other) =>
      other.link === link &&
      other.t > t &&
      other.t < t + limit &&
      /^\+(?:CMQTTDISC|CMQTTREL|CMQTTSTOP|CRESET|CPOF|CFUN)$/.test(other.name ?? ''),
  );
}

/** Where the packet stopped, as far as the local broker shows it. */
function whereText(
  sessions: readonly LaneSession[],
  { t, name }: Transaction,
  publication: Publication | undefined,
): string {
  if (publication !== undefined && publication.sessions.length > 0)
    return publication.arrived === null
      ? 'It did not arrive at the local broker: it stopped in the modem or the network.'
      : 'It arrived at the local broker, which has not acknowledged it.';
  if (sessions.length === 0) return 'The broker was not watched, so modem, network and broker are all possible.';
  if (name !== '+CMQTTCONNECT') return '';
  return sessions.some(({ connect }) => connect.row.t >= t) ? '' : 'No CONNECT reached the local broker.';
}
