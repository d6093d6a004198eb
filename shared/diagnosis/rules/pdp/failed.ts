import { describeError } from '../../../protocol/at/dictionary/errors/describeError.ts';
import { readErrorLine } from '../../../protocol/at/dictionary/errors/errorLines.ts';
import { networkCauseIn } from '../../../protocol/at/dictionary/errors/networkCause.ts';
import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, Finding, Rule, SerialEvent } from '../../types.ts';
import { failedActivations, wasMended } from '../support/bearer.ts';
import { finding, seen, seenCommand, seenResult } from '../support/finding.ts';
import { maskedCommand } from '../support/maskedCommand.ts';
import { progressOf } from '../support/progress.ts';
import { unregistered } from '../support/registration.ts';
import { cmeCode, lastBefore, linesNamed, outcomeLine } from '../support/select.ts';
import { endsAnswer } from '../support/serialRow.ts';
import { type ServiceResult, serviceResults } from '../support/serviceResults.ts';
import { simReports } from '../support/simStates.ts';

/** The data connection cannot be opened although the modem is registered. */
export const pdpFailed: Rule = {
  id: 'pdp.failed',
  layer: 'pdp',
  find(capture) {
    const sim = simReports(capture);
    const isUnregistered = unregistered(capture);
    const progress = progressOf(capture);
    const reports = linesNamed(capture, '+CEER');
    const isExplained = (t: number): boolean => {
      const simLast = lastBefore(sim, t);
      return (simLast !== undefined && simLast.state !== 'ready') || isUnregistered(t);
    };
    const unasked = unaskedFailures(capture)
      .filter(({ event }) => !isExplained(event.t))
      .map(({ event, name, code }): Finding => {
        const { text, usualCause } = describeError(name === '+CMQTTSTART' ? 'mqtt' : 'tcpip', code);
        const why = usualCause === null ? text : `${text} (${usualCause})`;
        return finding(pdpFailed, {
          severity: progress.after('socket', event.t + 1) ? 'warning' : 'fault',
          evidence: [seen(event)],
          title: TITLE,
          detail: `${event.text}: code ${code}, ${why}.`,
          advice: ADVICE,
        });
      });
    const failed = failedActivations(capture)
      .filter((each) => !isExplained(each.t) && cmeCode(each) !== 30)
      .map((each): Finding => {
        const why = reasonOf(reports, each);
        return finding(pdpFailed, {
          severity: wasMended(progress, each) ? 'warning' : 'fault',
          evidence: [seenCommand(each), seenResult(each, outcomeLine(each)?.text)],
          title: TITLE,
          detail: `${maskedCommand(each)} failed${why === '' ? ' without a reason' : `: ${why}`}.`,
          advice: ADVICE,
        });
      });
    return [...failed, ...unasked];
  },
};

const TITLE = 'The data connection cannot be opened';
const ADVICE =
  'Check the APN (AT+CGDCONT?; cause 27 = APN missing or unknown), user and password (AT+CGAUTH; 29 = refused), and that the plan has data for this APN (33 = not subscribed). AT+CEER and AT+CMEE=2 give the reason, AT+CGATT? must be 1. If all is right, let go of what is half open (AT+NETCLOSE, AT+CGACT=0,1) or restart with AT+CRESET; note AT+CGMR: some firmware revisions fail here.';

/** Where only the modem's side was recorded: results that say so. `+NETOPEN: 1` with an OK behind it answers a query. */
function unaskedFailures(capture: Capture): readonly ServiceResult[] {
  if (capture.hasHost) return [];
  return serviceResults(capture).filter(({ event, name, code, transaction }) => {
    if (transaction !== null || code === 0) return false;
    if (name === '+CMQTTSTART') return code !== 23;
    return name === '+NETOPEN' && !endsAnswer(capture, event);
  });
}

/** What the modem gave as the reason, in words. */
function reasonOf(reports: readonly SerialEvent[], transaction: Transaction): string {
  const { result, outcome, lines, name, entry, t } = transaction;
  const later = reports.find((event) => event.t >= t);
  const cause = later === undefined ? null : networkCauseIn(later.fields.join(' '));
  if (cause !== null)
    return `${cause.text} (cause ${cause.code})${cause.usualCause === null ? '' : `: ${cause.usualCause}`}`;
  if (result.kind === 'cme') {
    const meaning = result.code === null ? null : describeError('cme', result.code, entry);
    return `+CME ERROR ${result.text}${meaning?.usualCause == null ? '' : `: ${meaning.usualCause}`}`;
  }
  if (outcome !== null && !outcome.ok) {
    const { text, usualCause } = describeError(name === '+CMQTTSTART' ? 'mqtt' : 'tcpip', outcome.code);
    return `code ${outcome.code}, ${text}${usualCause === null ? '' : ` (${usualCause})`}`;
  }
  return lines.map(({ text }) => readErrorLine(text)?.text).find((text) => text !== undefined) ?? '';
}
