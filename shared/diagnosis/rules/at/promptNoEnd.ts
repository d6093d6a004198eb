import type { Finding, Rule } from '../../types.ts';
import { finding, type Seen, seenCommand } from '../support/finding.ts';
import { maskedCommand } from '../support/maskedCommand.ts';
import { promptData } from '../support/promptData.ts';
import { hasSucceeded } from '../support/select.ts';
import { latin1Text } from '../support/serialRow.ts';

/** Ctrl-Z written out as text. */
const SPELLED = /(?:0x1a|\\x1a|\^z|<ctrl[-+ ]?z>|ctrl[-+]z|\\u001a|1a)\s*$/i;

/** Data that only Ctrl-Z ends was not ended by it. */
export const promptNoEnd: Rule = {
  id: 'prompt.no-end',
  layer: 'at',
  find: (capture) =>
    promptData(capture)
      .filter(({ transaction, declared, rows }) => {
        const { result } = transaction;
        return declared === null && rows.length > 0 && result.kind === 'none' && result.why !== 'restart';
      })
      .flatMap(({ transaction, rows, swallowed }): readonly Finding[] => {
        const texts = rows.map(({ row }) => latin1Text(row.bytes));
        const spelled = texts.some((text) => SPELLED.test(text));
        const ended = rows.some(({ row }) => row.bytes.includes(0x1a) || row.bytes.includes(0x1b));
        if (ended || (!spelled && swallowed === null)) return [];
        const repaired = capture.transactions.some(
          (later) => later.name === transaction.name && later.t > transaction.t && hasSucceeded(later),
        );
        const taken: readonly Seen[] = rows.map(({ seq, t }) => ({ seq, t, text: 'taken for data' }));
        return [
          finding(promptNoEnd, {
            severity: repaired ? 'warning' : 'fault',
            evidence: [seenCommand(transaction), ...taken],
            title: spelled
              ? 'Ctrl-Z was sent as text: the data has no end'
              : 'The data was not ended with Ctrl-Z: the modem takes what follows for data',
            detail: `${maskedCommand(transaction)} gives no length, so its data ends with the byte 1A${spelled ? '; the characters "1A" are not that byte' : ''}.`,
            advice:
              "Send one byte of the value 26 (0x1A, in C '\\x1A') behind the text. The byte 27 (ESC) gives it up.",
          }),
        ];
      }),
};
