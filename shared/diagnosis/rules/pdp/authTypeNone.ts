import type { Finding, Rule } from '../../types.ts';
import { failedActivations, wasMended } from '../support/bearer.ts';
import { finding, seenCommand, seenResult } from '../support/finding.ts';
import { progressOf } from '../support/progress.ts';
import { actions } from '../support/select.ts';

/** AT+CGAUTH and AT+CSOCKAUTH with a user or password, and type 0 = none (8.2.15). */
export const authTypeNone: Rule = {
  id: 'pdp.auth-type-none',
  layer: 'pdp',
  find(capture) {
    const failures = failedActivations(capture);
    const progress = progressOf(capture);
    return actions(capture, '+CGAUTH', '+CSOCKAUTH')
      .filter(({ args }) => args[1] === '0' && args.slice(2).some((value) => value !== ''))
      .map((each): Finding => {
        const failed = failures.find(({ t }) => t >= each.t);
        const explains = failed !== undefined && !wasMended(progress, failed);
        return finding(authTypeNone, {
          severity: explains ? 'fault' : 'warning',
          evidence: [seenCommand(each), ...(failed === undefined ? [] : [seenResult(failed)])],
          title: 'User and password are set, but with type 0 they are not used',
          detail: `AT${each.name ?? ''} has authentication type 0 (none) together with credentials.`,
          advice:
            'Use type 1 (PAP), 2 (CHAP) or 3 (either), as the operator says, and mind the order: AT+CGAUTH=1,1,"<password>","<user>" has the password first. Without credentials send AT+CGAUTH=1,0.',
        });
      });
  },
};
