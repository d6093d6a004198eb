import type { Finding, Rule } from '../../types.ts';
import { apnAt } from '../support/apn.ts';
import { contextOf, failedActivations, wasMended } from '../support/bearer.ts';
import { finding, seenCommand, seenResult } from '../support/finding.ts';
import { maskedCommand } from '../support/maskedCommand.ts';
import { progressOf } from '../support/progress.ts';
import { unregistered } from '../support/registration.ts';

export const noApn: Rule = {
  id: 'pdp.no-apn',
  layer: 'pdp',
  find(capture) {
    const isUnregistered = unregistered(capture);
    const progress = progressOf(capture);
    return failedActivations(capture).flatMap((each): readonly Finding[] => {
      const context = contextOf(each);
      const known = isUnregistered(each.t) ? null : apnAt(capture, context, each.t);
      if (known === null || known.apn !== '') return [];
      return [
        finding(noApn, {
          severity: wasMended(progress, each) ? 'warning' : 'fault',
          evidence: [
            { seq: known.seq, t: known.t, text: `context ${context}: no APN` },
            seenCommand(each),
            seenResult(each),
          ],
          title: `No APN is set for context ${context}`,
          detail: `${maskedCommand(each)} failed, and AT+CGDCONT has no APN for context ${context}.`,
          advice: `Set the APN of the operator before the connection is opened: AT+CGDCONT=${context},"IP","<APN>". It is kept over a restart. AT+CGDCONT? shows what is set.`,
        }),
      ];
    });
  },
};
