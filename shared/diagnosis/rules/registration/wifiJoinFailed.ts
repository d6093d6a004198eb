import type { Rule } from '../../types.ts';
import { finding, seenCommand, seenResult } from '../support/finding.ts';
import { maskedCommand } from '../support/maskedCommand.ts';
import { progressOf } from '../support/progress.ts';
import { actions, endOf, hasFailed } from '../support/select.ts';

/** Why a Wi-Fi module did not join (ESP-AT, AT+CWJAP). */
const REASONS: Readonly<Record<string, readonly [title: string, advice: string]>> = {
  '1': ['The Wi-Fi network did not answer in time', 'Bring the module nearer to the access point, and try again.'],
  '2': [
    'The Wi-Fi network refused the password',
    'Check the password letter by letter; a comma, quote or backslash in it needs a backslash before it.',
  ],
  '3': [
    'The Wi-Fi network was not found',
    'Check its name (upper and lower case) and whether AT+CWLAP lists it: most modules know 2.4 GHz only, and channels 12 and 13 not everywhere.',
  ],
  '4': [
    'The Wi-Fi network could not be joined',
    'Look at the log of the access point: a filter of addresses, too many clients, or a kind of encryption the module does not know.',
  ],
};

/** A Wi-Fi module does not get into its network. */
export const wifiJoinFailed: Rule = {
  id: 'wifi.join-failed',
  layer: 'registration',
  find(capture) {
    if (capture.family !== 'esp-at') return [];
    const progress = progressOf(capture);
    return actions(capture, '+CWJAP')
      .filter(hasFailed)
      .map((each) => {
        const said = each.lines
          .map(({ text }) => /^\+CWJAP: ?(\d)$/.exec(text)?.[1])
          .find((code) => code !== undefined);
        const [title, advice] = REASONS[said ?? '4'] ?? [
          'The Wi-Fi network could not be joined',
          'Check name and password.',
        ];
        return finding(wifiJoinFailed, {
          severity: progress.after('registration', endOf(each) + 1) ? 'warning' : 'fault',
          evidence: [seenCommand(each), seenResult(each, said === undefined ? undefined : `+CWJAP:${said}`)],
          title,
          detail: `${maskedCommand(each)} failed${said === undefined ? ' without a reason' : ` with reason ${said}`}.`,
          advice,
        });
      });
  },
};
