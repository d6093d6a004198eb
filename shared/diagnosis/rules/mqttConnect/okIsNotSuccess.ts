import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, Finding, Rule, SerialEvent } from '../../types.ts';
import { boots } from '../support/boots.ts';
import { finding, type Seen, seen, seenCommand } from '../support/finding.ts';
import { maskedCommand } from '../support/maskedCommand.ts';
import { progressOf } from '../support/progress.ts';
import { confirmed, endOf, hasFailed, outcomeLine, SECONDS } from '../support/select.ts';

/** Commands that open a connection, and those that need it open. */
const NEEDS: ReadonlyMap<string, RegExp> = new Map([
  ['+CMQTTCONNECT', /^\+CMQTT(?:TOPIC|PAYLOAD|PUB|SUB|SUBTOPIC|UNSUB|UNSUBTOPIC)$/],
  ['+CIPOPEN', /^\+CIPSEND$/],
  ['+CCHOPEN', /^\+CCHSEND$/],
]);
/** Commands that follow later than this were not sent because of the OK. */
const SOON = 180 * SECONDS;

/** The firmware took the OK of a connect command for its success. */
export const okIsNotSuccess: Rule = {
  id: 'mqtt.ok-is-not-success',
  layer: 'mqtt-connect',
  find(capture) {
    const progress = progressOf(capture);
    const restarts = boots(capture).map(({ event }) => event);
    return capture.transactions.flatMap((opener, index): readonly Finding[] => {
      const needs = NEEDS.get(opener.name ?? '');
      if (needs === undefined || opener.form !== 'write' || opener.result.kind !== 'ok') return [];
      const early = tooEarly(capture, index, opener, needs, restarts).filter(hasFailed);
      const [first, ...rest] = early;
      if (first === undefined) return [];
      const since = endOf(rest.at(-1) ?? first) + 1;
      const worked =
        opener.name === '+CMQTTCONNECT' ? progress.after('mqtt-session', since) : wasSentSince(capture, needs, since);
      const line = outcomeLine(opener);
      const evidence: readonly [Seen, ...Seen[]] = [
        seenCommand(opener),
        ...early.map((each) => seenCommand(each)),
        ...(line === null ? [] : [seen(line)]),
      ];
      return [
        finding(okIsNotSuccess, {
          severity: worked ? 'warning' : 'fault',
          evidence,
          title: 'The firmware took OK for success and went on too early',
          detail: `${maskedCommand(opener)} was answered OK, which only means "accepted". ${stateText(opener, first)} ${maskedCommand(first)} was sent all the same and failed.`,
          advice: `After OK wait for the line ${opener.name ?? ''}: ${opener.args[0] ?? '0'},0 (it may take as long as two minutes), and only then go on; any other number there is a failure. Do not take the first OK for it.`,
        }),
      ];
    });
  },
};

const wasSentSince = (capture: Capture, needs: RegExp, since: number): boolean =>
  capture.transactions.some((later) => later.t >= since && needs.test(later.name ?? '') && confirmed(later));

/** What the firmware sent on that client while there was no connection, until the next try. */
function tooEarly(
  capture: Capture,
  index: number,
  opener: Transaction,
  needs: RegExp,
  restarts: readonly SerialEvent[],
): readonly Transaction[] {
  const found: Transaction[] = [];
  const restart = restarts.find(({ link, seq }) => link === opener.link && seq > opener.commandSeq);
  for (let at = index + 1; at < capture.transactions.length; at += 1) {
    const later = capture.transactions[at];
    if (later === undefined || (capture.timed && later.t - opener.t > SOON)) break;
    if (later.link !== opener.link || later.args[0] !== opener.args[0]) continue;
    if (later.name === opener.name && later.form === 'write') break;
    if (restart !== undefined && later.commandSeq > restart.seq) break;
    const { outcome } = opener;
    if (outcome?.ok === true && outcome.seq < later.commandSeq) break;
    if (needs.test(later.name ?? '') && later.form === 'write') found.push(later);
  }
  return found;
}

function stateText({ outcome, name }: Transaction, next: Transaction): string {
  if (outcome === null) return `The result line ${name ?? ''} had not come.`;
  return outcome.seq > next.commandSeq
    ? `The result line ${name ?? ''} came only later.`
    : `The result line said ${outcome.code}, not 0.`;
}
