import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Finding, Rule } from '../../types.ts';
import { commandSeverity } from '../support/commandSeverity.ts';
import { finding, seenCommand, seenResult } from '../support/finding.ts';
import { maskedCommand } from '../support/maskedCommand.ts';
import { progressOf } from '../support/progress.ts';
import { SECONDS, secondsText } from '../support/select.ts';

/** Two receivers on a tap may see things in the wrong order by so much. */
const JITTER = SECONDS / 50;
/** A command without a result shows nothing when the next one came much later. */
const GIVEN_UP = SECONDS / 2;

/** A search for networks may take so long. */
const SEARCH = 180 * SECONDS;

/** A command sent before the final result of the one before. */
export const commandTooSoon: Rule = {
  id: 'at.command-too-soon',
  layer: 'at',
  find(capture) {
    if (!capture.hasHost || !capture.timed) return [];
    const progress = progressOf(capture);
    const last = new Map<number, Transaction>();
    const found: Finding[] = [];
    for (const next of capture.transactions) {
      if (!/^at/i.test(next.command)) continue;
      const before = last.get(next.link);
      last.set(next.link, next);
      if (before === undefined || !isTooSoon(before, next)) continue;
      const failed = [before, next].find(isLost);
      const repeated = failed !== undefined && commandSeverity(capture, progress, failed, [before, next]) === 'fault';
      found.push(
        finding(commandTooSoon, {
          severity: repeated ? 'fault' : 'warning',
          evidence: [seenCommand(before), seenCommand(next), ...(failed === undefined ? [] : [seenResult(failed)])],
          title: 'A command was sent before the result of the one before',
          detail: detailOf(before, next, failed),
          advice:
            'Wait for OK, ERROR or +CME ERROR of each command before the next one, up to its maximum time, and only then go on. A fixed delay is too long for most and too short for some.',
        }),
      );
    }
    return found;
  },
};

function isTooSoon(before: Transaction, next: Transaction): boolean {
  if (before.command === next.command || isShortOfData(before)) return false;
  if (before.finalSeq !== null && before.tEnd !== null) {
    if (before.finalSeq < next.commandSeq) return false;
    return before.tEnd - next.t > JITTER || isLost(next);
  }
  // The modem had begun to answer, or had no time to.
  const { result, echoSeq } = before;
  const lines = before.lines.filter(({ role }) => role !== 'urc');
  if (result.kind !== 'none' || result.why !== 'superseded' || !wasAnswered(next)) return false;
  // Any byte ends a search for networks (4.2.2).
  if (before.name === '+COPS' && before.form === 'test') return next.t - before.t < SEARCH;
  const active = Math.max(before.t, ...lines.map(({ t }) => t));
  return (echoSeq !== null || lines.length > 0 || next.t - before.t < GIVEN_UP) && next.t - active < GIVEN_UP;
}

/** What comes next is taken for the rest of the data, and not for a command. */
const isShortOfData = ({ data }: Transaction): boolean =>
  data !== null && (data.promptAt === null || data.declared === null || data.sent < data.declared);

const wasAnswered = ({ finalSeq, echoSeq }: Transaction): boolean => finalSeq !== null || echoSeq !== null;

/** Refused without a reason, or never finished. */
const isLost = ({ result }: Transaction): boolean =>
  result.kind === 'error' || (result.kind === 'none' && result.why !== 'end');

function detailOf(before: Transaction, next: Transaction, failed: Transaction | undefined): string {
  const most = before.entry?.maxSeconds ?? null;
  const waited = `${maskedCommand(next)} was sent ${secondsText(next.t - before.t)} after ${maskedCommand(before)}, which had no result yet`;
  const limit = most === null ? '' : ` and may take up to ${most} s`;
  return `${waited}${limit}.${failed === undefined ? '' : ` ${maskedCommand(failed)} was lost to it.`}`;
}
