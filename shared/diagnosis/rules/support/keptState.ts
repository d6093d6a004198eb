import { readErrorLine } from '../../../protocol/at/dictionary/errors/errorLines.ts';
import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture } from '../../types.ts';
import { apnAt } from './apn.ts';
import { boots } from './boots.ts';
import { isRegistered, registrationReports } from './registrationReports.ts';
import { hasFailed, hasSucceeded, linesNamed, SECONDS, transactionsNamed } from './select.ts';

/** Commands that open a service, and the codes by which they say that it is open already (manual V3.00, 16.3.1). */
const OPENING: ReadonlyMap<string, number | null> = new Map([
  ['+CMQTTSTART', 23],
  ['+CMQTTACCQ', 19],
  ['+CMQTTCONNECT', 13],
  ['+NETOPEN', null],
  ['+CIPOPEN', null],
]);
/** A firmware begins with these. */
const FIRST_STEPS: ReadonlySet<string> = new Set(['E', 'Z', '&F']);
/** `+IP ERROR` "Network is already opened" and "Connection is already created" (11.5). */
const ALREADY: readonly (number | null)[] = [4, 10];
/** A refusal that comes so fast has not asked the network. */
const AT_ONCE = SECONDS;

/**
 * The first commands of a firmware that open a service and learn that it is open: the firmware began anew, the modem did
 * not. One that the same run of the firmware had opened before does not count, nor one after a start of the modem.
 */
export function keptStates(capture: Capture): readonly Transaction[] {
  const starts = boots(capture);
  const found: Transaction[] = [];
  const runs = new Map<number, { since: number; opened: boolean }>();
  for (const transaction of capture.transactions) {
    const { link, name, form, t } = transaction;
    const run = runs.get(link) ?? { since: -1, opened: false };
    runs.set(link, run);
    if (name !== null && FIRST_STEPS.has(name) && run.opened) Object.assign(run, { since: t, opened: false });
    if (name === null || !OPENING.has(name) || form === 'read' || form === 'test') continue;
    const restarted = starts.some(({ event }) => event.link === link && event.t >= run.since && event.t <= t);
    if (!run.opened && !restarted && saysOpen(capture, transaction)) found.push(transaction);
    else if (hasSucceeded(transaction)) run.opened = true;
  }
  return found;
}

function saysOpen(capture: Capture, transaction: Transaction): boolean {
  const { name, outcome, lines, result } = transaction;
  const code = OPENING.get(name ?? '') ?? null;
  if (outcome !== null && code !== null && outcome.code === code) return true;
  if (name === '+NETOPEN' || name === '+CIPOPEN')
    return lines.some(({ text }) => {
      const error = readErrorLine(text);
      return (error?.table === 'ip-error' && ALREADY.includes(error.code)) || /already (?:opened|created)/i.test(text);
    });
  return name === '+CMQTTSTART' && result.kind === 'error' && outcome === null && isBareRefusal(capture, transaction);
}

/**
 * Some firmware answers a second AT+CMQTTSTART with ERROR alone. Then it comes at once, the network is there, and nothing
 * else says that the data connection or the firmware is the trouble; or AT+CMQTTSTOP finds something to stop.
 */
function isBareRefusal(capture: Capture, { t, tEnd, link }: Transaction): boolean {
  const later = capture.transactions.filter((each) => each.link === link && each.t > t);
  if (later.find(({ name }) => name === '+CMQTTSTOP')?.outcome?.ok === true) return true;
  if (capture.timed && (tEnd ?? t) - t > AT_ONCE) return false;
  const othersFail = transactionsNamed(capture, '+CGACT', '+NETOPEN', '+CGATT', '+HTTPINIT').some(hasFailed);
  const noApn = apnAt(capture, '1', t)?.apn === '';
  const detached = linesNamed(capture, '+CGATT').some(({ fields }) => fields[0] === '0');
  if (othersFail || noApn || detached) return false;
  return registrationReports(capture).some(({ event, stat }) => event.t <= t && isRegistered(stat));
}
