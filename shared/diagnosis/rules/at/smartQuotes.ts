import { lineProblems } from '../../../protocol/at/dictionary/commandProblems.ts';
import type { Rule } from '../../types.ts';
import { commandSeverity } from '../support/commandSeverity.ts';
import { finding, seenCommand, seenResult } from '../support/finding.ts';
import { progressOf } from '../support/progress.ts';
import { hasSucceeded } from '../support/select.ts';

/** Typographic quotes in a command, copied from a document. */
export const smartQuotes: Rule = {
  id: 'at.smart-quotes',
  layer: 'at',
  find(capture) {
    const quoted = capture.transactions.filter(
      (each) => /[^\0-\x7f]/.test(each.command) && hasTypographic(each.command),
    );
    if (quoted.length === 0) return [];
    const progress = progressOf(capture);
    return quoted.map((each) =>
      finding(smartQuotes, {
        severity: hasSucceeded(each) ? 'warning' : commandSeverity(capture, progress, each),
        evidence: [seenCommand(each), seenResult(each)],
        title: 'Typographic quotes in a command: the modem only knows "',
        detail: `AT${each.name ?? ''} was sent with curly quotes, as they stand in a PDF or a chat.`,
        advice: 'Type the quotes again as " (0x22), in the source code too. Nothing of such a command is executed.',
      }),
    );
  },
};

const hasTypographic = (command: string): boolean =>
  lineProblems(command, 1).some(({ code }) => code === 'typographic-quotes');
