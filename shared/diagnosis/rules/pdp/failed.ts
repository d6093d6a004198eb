import { describeError } from '../../../protocol/at/dictionary/errors/describeError.ts';
import { readErrorLine } from '../../../protocol/at/dictionary/errors/errorLines.ts';
import { networkCauseIn } from '../../../protocol/at/dictionary/errors/networkCause.ts';
import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Finding, Rule, SerialEvent } from '../../types.ts';
import { failedActivations, wasMended } from '../support/bearer.ts';
import { finding, seenCommand, seenResult } from '../support/finding.ts';
import { maskedCommand } from '../support/maskedCommand.ts';
import { progressOf } from '../support/progress.ts';
import { unregistered } from '../support/registration.ts';
import { cmeCode, lastBefore, linesNamed, outcomeLine } from '../support/select.ts';
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
    return failedActivations(capture)
      .filter((each) => {
        const simLast = lastBefore(sim, each.t);
        if (simLast !== undefined && simLast.state !== 'ready') return false;
        return !isUnregistered(each.t) && cmeCode(each) !== 30;
      })
      .map((each): Finding => {
        const why = reasonOf(reports, each);
        return finding(pdpFailed, {
          severity: wasMended(progress, each) ? 'warning' : 'fault',
          evidence: [seenCommand(each), seenResult(each, outcomeLine(each)?.text)],
          title: 'The data connection cannot be opened',
          detail: `${maskedCommand(each)} failed${why === '' ? ' without a reason' : `: ${why}`}.`,
          advice:
            'Check the APN (AT+CGDCONT?; cause 27 = APN missing or unknown), user and password (AT+CGAUTH; 29 = refused), and that the plan has data for this APN (33 = not subscribed). AT+CEER and AT+CMEE=2 give the reason, AT+CGATT? must be 1. If all is right, let go of what is half open (AT+NETCLOSE, AT+CGACT=0,1) or restart with AT+CRESET; note AT+CGMR: some firmware revisions fail here.',
        });
      });
  },
};

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
