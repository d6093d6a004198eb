import { registrationState } from '../../../protocol/at/dictionary/commands/registration.ts';
import { lteSignal } from '../../../protocol/at/dictionary/commands/servingCell.ts';
import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, Rule, SerialEvent } from '../../types.ts';
import { networkFailures } from '../support/failures.ts';
import { finding, type Seen, seen, seenResult } from '../support/finding.ts';
import { progressOf } from '../support/progress.ts';
import { linesNamed, outcomeLine, wholeNumber } from '../support/select.ts';
import { type ServiceResult, serviceResults } from '../support/serviceResults.ts';

const WEAK_RSSI = 10;
const WEAK_RSRP = -115;
/** Codes of the MQTT commands that a lost uplink gives: no connection, no reply, not sent, time over (16.3.1). */
const LOST_UPLINK: ReadonlySet<number> = new Set([3, 4, 7, 16, 17]);
const FAR_AWAY = /^\+(?:CGATT|CGACT|NETOPEN|CIPSEND|CPING|CDNSGIP|CMQTTSTART)$/;

/** A weak signal, where something failed that a weak signal makes fail. */
export const weakSignal: Rule = {
  id: 'radio.weak-signal',
  layer: 'radio',
  find(capture) {
    const weak = lastSignal(capture);
    if (weak === null) return [];
    const progress = progressOf(capture);
    const failures = networkFailures(capture);
    const unregistered = capture.serial.findLast((event) => REGISTRATION.has(event.name) && event.row.dir === 'rx');
    const searching =
      unregistered !== undefined && isSearching(unregistered) && !progress.after('registration', unregistered.t);
    const typical = failures.filter((each) => isTypical(each) && !progress.after('tcp', each.t));
    const lost = capture.urcs.filter(isLoss);
    const unasked = unaskedFailures(capture).filter(({ event }) => !progress.after('tcp', event.t));
    const what: readonly Seen[] = [
      ...unasked.map(({ event }) => seen(event)),
      ...typical.map((each) => seenResult(each, outcomeLine(each)?.text)),
      ...lost.map((event) => seen(event)),
      ...(searching ? [seen(unregistered)] : []),
    ];
    const other = failures.map((each) => seenResult(each, outcomeLine(each)?.text));
    if (what.length === 0 && other.length === 0) return [];
    return [
      finding(weakSignal, {
        severity: what.length > 0 && !progress.after('mqtt-session', weak.event.t) ? 'fault' : 'warning',
        evidence: [seen(weak.event), ...(what.length > 0 ? what : other)],
        title: `The signal is weak: ${weak.dbm} dBm`,
        detail: `${weak.words}. ${what.length > 0 ? 'What failed fits a signal that comes and goes.' : 'Other things failed too.'}`,
        advice:
          'Check that the antenna is on the main connector (not on AUX or GNSS), made for this band, and away from metal; try it outdoors. AT+CSQ of 15 and more is good (−113 dBm + 2 × the number), AT+CPSI? shows RSRP: above −105 dBm is good. Another band or operator may be stronger.',
      }),
    ];
  },
};

const REGISTRATION: ReadonlySet<string> = new Set(['+CREG', '+CGREG', '+CEREG']);

/** Searching, or out of coverage; refused is another matter. */
function isSearching({ fields }: SerialEvent): boolean {
  const stat = registrationState(fields);
  return stat === 0 || stat === 2 || stat === 4;
}

/** `+CIPOPEN` 1 and 10: network failure, time over (11.6). */
function isTypical({ name, outcome, result }: Transaction): boolean {
  if (name === null) return false;
  if (name === '+CIPOPEN') return outcome?.code === 1 || outcome?.code === 10;
  if (name === '+CGACT' || name === '+CGATT')
    return result.kind === 'cme' ? result.code === 30 || result.code === 31 || result.code === 148 : true;
  if (outcome !== null && name.startsWith('+CMQTT')) return LOST_UPLINK.has(outcome.code);
  return FAR_AWAY.test(name);
}

/** Where only the modem's side was recorded: results that are typical. */
const unaskedFailures = (capture: Capture): readonly ServiceResult[] =>
  capture.hasHost
    ? []
    : serviceResults(capture).filter(
        ({ name, table, code, transaction }) =>
          transaction === null &&
          ((table === 'mqtt' && LOST_UPLINK.has(code)) || (name === '+CIPOPEN' && (code === 1 || code === 10))),
      );

const isLoss = ({ name, fields, text }: SerialEvent): boolean =>
  name === '+CMQTTNONET' ||
  (name === '+CMQTTCONNLOST' && fields[1] === '3') ||
  text.startsWith('+CIPEVENT: NETWORK CLOSED');

interface Weak {
  readonly event: SerialEvent;
  readonly dbm: string;
  readonly words: string;
}

/** The last measurement of each kind, if it is weak. 99 only says "not known". */
function lastSignal(capture: Capture): Weak | null {
  const csq = linesNamed(capture, '+CSQ').findLast(({ fields }) => isKnown(wholeNumber(fields[0])));
  const cell = linesNamed(capture, '+CPSI').findLast(
    ({ fields }) => lteSignal(fields, capture.family)?.rsrpDbm !== null && fields[0]?.startsWith('LTE'),
  );
  const rssi = csq === undefined ? null : wholeNumber(csq.fields[0]);
  if (csq !== undefined && rssi !== null && rssi < WEAK_RSSI) {
    const dbm = rssi === 0 ? '−113 or less' : `−${113 - 2 * rssi}`;
    return { event: csq, dbm, words: `AT+CSQ says ${rssi} of 31, that is ${dbm} dBm` };
  }
  const rsrp = cell === undefined ? null : (lteSignal(cell.fields, capture.family)?.rsrpDbm ?? null);
  if (cell === undefined || rsrp === null || rsrp >= WEAK_RSRP) return null;
  const dbm = `RSRP −${-rsrp}`;
  return { event: cell, dbm, words: `AT+CPSI? says ${dbm} dBm` };
}

const isKnown = (rssi: number | null): boolean => rssi !== null && rssi >= 0 && rssi <= 31;
