import type { Rule } from '../../types.ts';
import { finding, type Seen, seen, seenCommand } from '../support/finding.ts';
import { progressOf } from '../support/progress.ts';
import { actions, confirmed, hasFailed, outcomeLine } from '../support/select.ts';

/** The address of AT+CMQTTCONNECT begins with tcp://, with TLS too (V3.00 16.2). */
export const uriScheme: Rule = {
  id: 'mqtt.uri-scheme',
  layer: 'mqtt-connect',
  find(capture) {
    const progress = progressOf(capture);
    return actions(capture, '+CMQTTCONNECT')
      .filter((each) => each.args.length > 1 && !/^tcp:\/\//i.test(each.args[1] ?? '') && !confirmed(each))
      .map((each) => {
        const [client = '0', address = ''] = each.args;
        const line = outcomeLine(each);
        const evidence: readonly [Seen, ...Seen[]] = [seenCommand(each), ...(line === null ? [] : [seen(line)])];
        const fails = hasFailed(each) && (each.outcome === null || each.outcome.code === 12);
        return finding(uriScheme, {
          severity: fails && !progress.after('mqtt-connect', each.t + 1) ? 'fault' : 'warning',
          evidence,
          title: 'The address of the broker does not begin with tcp://',
          detail: `"${address}" was given as the address.`,
          advice: `AT+CMQTTCONNECT=${client},"tcp://${address.replace(/^[a-z]*:\/\//i, '')}",… The scheme is tcp:// for TLS too; TLS is chosen by AT+CMQTTACCQ=${client},"client",1.`,
        });
      });
  },
};
