import { createDictionary } from '../../../protocol/at/dictionary/dictionary.ts';
import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Finding, Rule } from '../../types.ts';
import { commandSeverity } from '../support/commandSeverity.ts';
import { finding, seenCommand, seenResult } from '../support/finding.ts';
import { progressOf } from '../support/progress.ts';
import { hasSucceeded } from '../support/select.ts';
import { refusedAsUnknown, unknownPart } from './unknownPart.ts';
import { isForeign } from './wrongFamily.ts';

/** ERROR to a command that this family of modems does not have. */
export const unknownCommand: Rule = {
  id: 'at.unknown-command',
  layer: 'at',
  find(capture) {
    const refused = capture.transactions.filter(
      (each) => refusedAsUnknown(each) && unknownPart(each) !== null && !isForeign(capture, each),
    );
    if (refused.length === 0) return [];
    const dictionary = createDictionary(capture.family);
    const progress = progressOf(capture);
    return refused.map((each): Finding => {
      const name = unknownPart(each) ?? '';
      const near = dictionary.nearest(name);
      const corrected = near !== null && capture.transactions.some((later) => isCorrection(each, later, near));
      return finding(unknownCommand, {
        severity: corrected ? 'warning' : commandSeverity(capture, progress, each),
        evidence: [seenCommand(each), seenResult(each)],
        title: near === null ? `This modem does not know AT${name}` : `AT${name} is misspelt: AT${near} is meant`,
        detail: `AT${name} is no command of this family, and the modem answered an error.`,
        advice:
          near === null
            ? 'Look the command up for this module and firmware (AT+CGMR); ask AT+CLAC for the list it has.'
            : `Send AT${near}: ${dictionary.command(near)?.title ?? ''}.`,
      });
    });
  },
};

const isCorrection = (wrong: Transaction, later: Transaction, near: string): boolean =>
  later.commandSeq > wrong.commandSeq && later.name === near && later.form === wrong.form && hasSucceeded(later);
