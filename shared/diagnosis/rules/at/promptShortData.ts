import type { Capture, Finding, Rule } from '../../types.ts';
import { finding, type Seen, seenCommand } from '../support/finding.ts';
import { maskedCommand } from '../support/maskedCommand.ts';
import { type PromptData, promptData, wasRepaired } from '../support/promptData.ts';
import { SECONDS } from '../support/select.ts';

/** Data that is still not complete after this time will not be. */
const WAITED = SECONDS;

/** Fewer bytes than declared: the modem waits for the rest and takes the next commands for it. */
export const promptShortData: Rule = {
  id: 'prompt.short-data',
  layer: 'at',
  find(capture) {
    const all = promptData(capture);
    return all
      .filter((each) => isShort(capture, each))
      .map((each): Finding => {
        const { transaction, declared, meant, swallowed, rows } = each;
        const evidence: Seen[] = rows.slice(0, 2).map(({ seq, t }) => ({ seq, t, text: `${meant} bytes` }));
        if (swallowed !== null) {
          const { event, command } = swallowed;
          evidence.push({ seq: event.seq, t: event.t, text: `${command}: taken for data` });
        }
        const then = swallowed === null ? '; the modem still waits' : `; ${swallowed.command} was taken for the rest`;
        return finding(promptShortData, {
          severity: wasRepaired(all, each) ? 'warning' : 'fault',
          evidence: [seenCommand(transaction), ...evidence],
          title: 'Fewer bytes were sent after the prompt than the command declared',
          detail: `${maskedCommand(transaction)} declared ${declared ?? 0} bytes, ${meant} were sent${then}.`,
          advice:
            'Declare exactly the number of bytes that follow: strlen() of the text, counted in bytes (UTF-8 letters have two or more), without the final zero and without CR LF. After a mistake send the missing bytes, or the modem takes everything for data.',
        });
      });
  },
};

function isShort(capture: Capture, { transaction, declared, meant, swallowed, rows }: PromptData): boolean {
  if (declared === null || meant === 0 || meant >= declared) return false;
  if (swallowed !== null) return true;
  const last = rows.at(-1)?.row.tLast ?? transaction.t;
  const waits = transaction.result.kind === 'none' && transaction.result.why !== 'restart';
  return waits && (!capture.timed || capture.tEnd - last >= WAITED);
}
