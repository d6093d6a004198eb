import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, Finding, Rule } from '../../types.ts';
import { finding, type Seen, seenCommand } from '../support/finding.ts';
import { maskedCommand } from '../support/maskedCommand.ts';
import { type PromptData, promptData, wasRepaired } from '../support/promptData.ts';
import { hasSucceeded } from '../support/select.ts';

/** Data before the prompt, or a command in place of the data. */
export const promptNotAwaited: Rule = {
  id: 'prompt.not-awaited',
  layer: 'at',
  find(capture) {
    const all = promptData(capture);
    return all.flatMap((each) => inPlaceOfData(all, each) ?? beforePrompt(capture, all, each) ?? []);
  },
};

const ADVICE =
  'After the command wait for the byte ">" and only then send the data. ">" has no line end behind it: code that reads whole lines never sees it, so look at every byte.';

/** The prompt came, and the next thing sent was a command. */
function inPlaceOfData(all: readonly PromptData[], each: PromptData): Finding | null {
  const { transaction, swallowed, meant } = each;
  if (swallowed === null || meant > 0) return null;
  const { event, command } = swallowed;
  return finding(promptNotAwaited, {
    severity: wasRepaired(all, each) ? 'warning' : 'fault',
    evidence: [seenCommand(transaction), { seq: event.seq, t: event.t, text: `${command}: taken for data` }],
    title: 'A command was typed into an open prompt: the modem took it for data',
    detail: `${maskedCommand(transaction)} had its prompt, no data came, and then ${command} was taken for it.`,
    advice: ADVICE,
  });
}

function beforePrompt(capture: Capture, all: readonly PromptData[], each: PromptData): Finding | null {
  const { transaction } = each;
  const early = capture.timed ? earlyRow(capture, each) : null;
  if (early === null) return null;
  const repaired = hasSucceeded(transaction) || wasRepaired(all, each);
  return finding(promptNotAwaited, {
    severity: repaired ? 'warning' : 'fault',
    evidence: [seenCommand(transaction), early],
    title: 'Data was sent before the modem asked for it',
    detail: `${maskedCommand(transaction)} was followed by its data at once; the prompt came later${transaction.data?.promptAt === null ? ', or not at all' : ''}.`,
    advice: ADVICE,
  });
}

/** The first thing sent between the command and its prompt. */
function earlyRow(capture: Capture, { transaction, rows }: PromptData): Seen | null {
  const { promptAt = null } = transaction.data ?? {};
  const until = promptAt ?? Number.POSITIVE_INFINITY;
  const first = rows[0];
  if (first !== undefined && first.t < until) return { seq: first.seq, t: first.t, text: 'data, not asked for yet' };
  if (promptAt === null) return null;
  // With a line end, data that comes too early looks like a command line.
  const typed = capture.transactions.find((each) => isStray(each, transaction) && each.t < promptAt);
  return typed === undefined ? null : seenCommand(typed, 'data, not asked for yet');
}

const isStray = (each: Transaction, { commandSeq, link, t }: Transaction): boolean =>
  each.link === link && each.commandSeq > commandSeq && each.t >= t && each.name === null;
