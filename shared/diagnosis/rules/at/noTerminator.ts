import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, Finding, Rule } from '../../types.ts';
import { finding, seenCommand } from '../support/finding.ts';
import { maskedCommand } from '../support/maskedCommand.ts';
import { eventOf, isComplete } from '../support/serialRow.ts';
import { succeededAfter } from '../support/successes.ts';

/** A command without CR: the modem goes on waiting for it. */
export const noTerminator: Rule = {
  id: 'at.no-terminator',
  layer: 'at',
  find(capture) {
    if (!capture.hasHost) return [];
    const open = capture.transactions.filter((each) => isOpen(capture, each));
    const [first, ...rest] = open;
    if (first === undefined) return [];
    const last = rest.at(-1) ?? first;
    const found: Finding = finding(noTerminator, {
      severity: succeededAfter(capture, 'at', last.t) ? 'warning' : 'fault',
      evidence: [seenCommand(first), ...rest.map((each) => seenCommand(each))],
      title: 'A command was sent without CR at its end: the modem waits for it',
      detail: `${maskedCommand(first)} ended with ${endOf(capture, first)}, and no answer came.`,
      advice:
        'End every command with the byte 0D (\\r); \\n alone does not count. Check the length given to the send function: strlen() of the whole string, CR included, not a fixed number.',
    });
    return [found];
  },
};

const isOpen = (capture: Capture, transaction: Transaction): boolean =>
  /^at/i.test(transaction.command) &&
  transaction.result.kind === 'none' &&
  transaction.lines.every(({ role }) => role === 'urc') &&
  transaction.data === null &&
  eventOf(capture, transaction.commandSeq)?.row.dir === 'tx' &&
  !isComplete(capture, transaction);

function endOf(capture: Capture, { commandSeq, command }: Transaction): string {
  if (/\\[rn]$/.test(command)) return 'a backslash and a letter in place of the control character';
  return eventOf(capture, commandSeq)?.row.bytes.includes(0x0a) === true ? 'LF alone' : 'neither CR nor LF';
}
