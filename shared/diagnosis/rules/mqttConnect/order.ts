import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, Finding, Rule } from '../../types.ts';
import { boots } from '../support/boots.ts';
import { finding, type Seen, seen, seenCommand } from '../support/finding.ts';
import { type Progress, progressOf } from '../support/progress.ts';
import { endOf, hasFailed, hasSucceeded, outcomeLine, repeatedWell } from '../support/select.ts';
import { serviceResults } from '../support/serviceResults.ts';

/** The right order of an MQTT session. */
const ORDER =
  'The order is AT+CMQTTSTART, AT+CMQTTACCQ, AT+CMQTTCONNECT, then AT+CMQTTSUB or TOPIC, PAYLOAD and PUB; at the end AT+CMQTTDISC, AT+CMQTTREL, AT+CMQTTSTOP. Wait for the result line of each.';
const NEEDS_CONNECTION = /^\+CMQTT(?:TOPIC|PAYLOAD|PUB|SUB|SUBTOPIC|UNSUB|UNSUBTOPIC)$/;

/** An MQTT command that comes before the one it needs. */
export const order: Rule = {
  id: 'mqtt.order',
  layer: 'mqtt-connect',
  find(capture) {
    const session = capture.transactions.filter(
      ({ name, form }) => name?.startsWith('+CMQTT') === true && form !== 'read' && form !== 'test',
    );
    const progress = progressOf(capture);
    const found: Finding[] = [...unseen(capture, progress)];
    for (const [index, each] of session.entries()) {
      if (!hasFailed(each)) continue;
      const why = trouble(capture, each, session.slice(0, index), session.slice(index + 1));
      if (why === null) continue;
      const layer = NEEDS_CONNECTION.test(each.name ?? '') ? 'mqtt-session' : 'mqtt-connect';
      const line = outcomeLine(each);
      const evidence: readonly [Seen, ...Seen[]] = [seenCommand(each), ...(line === null ? [] : [seen(line)])];
      found.push(
        finding(order, {
          severity: repeatedWell(capture, each) || progress.after(layer, endOf(each) + 1) ? 'warning' : 'fault',
          evidence,
          title: why,
          detail: `AT${each.name ?? ''} was answered ${line?.text ?? 'ERROR'}.`,
          advice: ORDER,
        }),
      );
    }
    return found;
  },
};

/** The same from the modem's side alone. */
const unseen = (capture: Capture, progress: Progress): readonly Finding[] =>
  serviceResults(capture)
    .filter(
      ({ name, code, table, transaction }) =>
        table === 'mqtt' &&
        transaction === null &&
        ((code === 20 && !TIDYING.has(name)) || (code === 21 && name === '+CMQTTSTOP')),
    )
    .map(({ event, name, code }) =>
      finding(order, {
        severity: progress.after('mqtt-connect', event.t + 1) ? 'warning' : 'fault',
        evidence: [seen(event)],
        title: code === 21 ? 'AT+CMQTTSTOP came before AT+CMQTTREL' : `AT${name} came before AT+CMQTTACCQ`,
        detail: `The modem answered ${event.text}.`,
        advice: ORDER,
      }),
    );

/** They end a session; that there is none does no harm. */
const TIDYING: ReadonlySet<string> = new Set(['+CMQTTREL', '+CMQTTSTOP', '+CMQTTDISC']);

function trouble(
  capture: Capture,
  each: Transaction,
  before: readonly Transaction[],
  after: readonly Transaction[],
): string | null {
  const { name, outcome, args, t, link } = each;
  const code = outcome?.code ?? null;
  const sameClient = (other: Transaction): boolean => other.link === link && other.args[0] === args[0];
  const had = (wanted: string): boolean =>
    before.some(
      (other) => other.name === wanted && (wanted === '+CMQTTSTART' ? other.link === link : sameClient(other)),
    );
  switch (name) {
    case '+CMQTTACCQ': {
      if (had('+CMQTTSTART') || (code !== null && code !== 9)) return null;
      const comesLater = after.some((other) => other.name === '+CMQTTSTART' && other.link === link);
      const sinceBoot = boots(capture).some(({ event }) => event.link === link && event.t <= t);
      return code === 9 || comesLater || sinceBoot ? 'AT+CMQTTACCQ came before AT+CMQTTSTART' : null;
    }
    case '+CMQTTREL':
      return code === 14 && !disconnectedSince(before, sameClient) ? 'AT+CMQTTREL came before AT+CMQTTDISC' : null;
    case '+CMQTTSTOP':
      return code === 21 ? 'AT+CMQTTSTOP came before AT+CMQTTREL' : null;
    case '+CMQTTDISC':
      return null;
    default:
      if (code === 20) return `AT${name ?? ''} came before AT+CMQTTACCQ`;
      if (code === 11 && NEEDS_CONNECTION.test(name ?? '') && had('+CMQTTACCQ') && !had('+CMQTTCONNECT'))
        return `AT${name ?? ''} came before AT+CMQTTCONNECT`;
      return null;
  }
}

/** After the last connection of that client it was disconnected. */
function disconnectedSince(before: readonly Transaction[], sameClient: (other: Transaction) => boolean): boolean {
  const last = before.findLast(
    (other) => sameClient(other) && (other.name === '+CMQTTDISC' || other.name === '+CMQTTCONNECT'),
  );
  return last === undefined || (last.name === '+CMQTTDISC' && hasSucceeded(last));
}
