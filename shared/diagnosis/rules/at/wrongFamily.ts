import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, Finding, Rule } from '../../types.ts';
import { commandSeverity } from '../support/commandSeverity.ts';
import { finding, seenCommand, seenResult } from '../support/finding.ts';
import { progressOf } from '../support/progress.ts';
import { foreignCommand } from './foreignCommands.ts';
import { refusedAsUnknown, unknownPart } from './unknownPart.ts';

/** ERROR to a command of another family of modems. */
export const wrongFamily: Rule = {
  id: 'at.wrong-family',
  layer: 'at',
  find(capture) {
    const refused = capture.transactions.filter((each) => refusedAsUnknown(each) && isForeign(capture, each));
    if (refused.length === 0) return [];
    const progress = progressOf(capture);
    return refused.flatMap((each): readonly Finding[] => {
      const name = unknownPart(each) ?? '';
      const foreign = foreignCommand(name, capture.family);
      if (foreign === null) return [];
      return [
        finding(wrongFamily, {
          severity: commandSeverity(capture, progress, each),
          evidence: [seenCommand(each), seenResult(each)],
          title: `The firmware speaks to another family of modems: ${foreign.family}`,
          detail: `AT${name} is a command of ${foreign.family}; this modem answered an error.`,
          advice:
            foreign.instead === null
              ? 'Choose the driver for this module, or look up how this module does it (AT+CGMM tells which one it is).'
              : `Here it is done with ${foreign.instead}. Choose the driver for this module (AT+CGMM tells which one it is).`,
        }),
      ];
    });
  },
};

/** A command the family does not have and another one does. */
export function isForeign({ family }: Capture, transaction: Transaction): boolean {
  const name = unknownPart(transaction);
  return name !== null && foreignCommand(name, family) !== null;
}
