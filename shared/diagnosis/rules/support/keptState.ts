import { readErrorLine } from '../../../protocol/at/dictionary/errors/errorLines.ts';
import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, SerialEvent } from '../../types.ts';
import { apnAt } from './apn.ts';
import { boots } from './boots.ts';
import { isOff, radioModes } from './radioMode.ts';
import { isRegistered, registrationReports } from './registrationReports.ts';
import { hasFailed, hasSucceeded, lastBefore, linesNamed, SECONDS, transactionsNamed } from './select.ts';
import { serviceResults } from './serviceResults.ts';
import { simReports } from './simStates.ts';

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
 * Some firmware answers a second AT+CMQTTSTART with ERROR alone. Then it comes at once, and nothing says that SIM, radio,
 * network, data connection or firmware are the trouble; or AT+CMQTTSTOP finds something to stop.
 */
function isBareRefusal(capture: Capture, { t, tEnd, link }: Transaction): boolean {
  const later = capture.transactions.filter((each) => each.link === link && each.t > t);
  if (later.find(({ name }) => name === '+CMQTTSTOP')?.outcome?.ok === true) return true;
  if (capture.timed && (tEnd ?? t) - t > AT_ONCE) return false;
  const othersFail = transactionsNamed(capture, '+CGACT', '+NETOPEN', '+CGATT', '+HTTPINIT').some(hasFailed);
  const noApn = apnAt(capture, '1', t)?.apn === '';
  const detached = linesNamed(capture, '+CGATT').some(({ fields }) => fields[0] === '0');
  if (othersFail || noApn || detached) return false;
  const sim = lastBefore(simReports(capture), t);
  if ((sim !== undefined && sim.state !== 'ready') || isOff(lastBefore(radioModes(capture), t)?.mode)) return false;
  const reports = registrationReports(capture).filter(({ event }) => event.t <= t);
  return reports.length === 0 || reports.some(({ stat }) => isRegistered(stat));
}

/** The same where only the modem's side was recorded: its result lines that say so, before one that says it was opened. */
export function keptLines(capture: Capture): readonly SerialEvent[] {
  if (capture.hasHost) return [];
  const starts = boots(capture);
  const found: SerialEvent[] = [];
  const opened = new Set<number>();
  for (const { event, name, table, code, transaction } of serviceResults(capture)) {
    const { link, t } = event;
    if (code === 0 && OPENING.has(name)) opened.add(link);
    if (
      transaction !== null ||
      opened.has(link) ||
      starts.some((boot) => boot.event.link === link && boot.event.t <= t)
    )
      continue;
    if (table === 'ip-error' ? ALREADY.includes(code) : table === 'mqtt' && OPENING.get(name) === code)
      found.push(event);
  }
  return found;
}
