import { answer, command, execute, m3, test } from '../entryBuilders.ts';
import type { CommandEntry } from '../entryTypes.ts';
import { networkCauseIn } from '../errors/networkCause.ts';
import { text } from '../fields.ts';

const words = (report: string): string => {
  const cause = networkCauseIn(report)?.usualCause ?? null;
  return cause === null ? report : `${report}: ${cause}`;
};

/** Why the last call, attach or context failed (V3.00 5.2.8). */
export const CEER_COMMANDS: readonly CommandEntry[] = [
  command({
    name: '+CEER',
    group: 'packet-domain',
    title: 'Reason of the last failure',
    meaning: 'Why the last call, attach or packet data context failed or ended, in words of the network.',
    forms: [test('AT+CEER=?'), execute('AT+CEER')],
    answers: [
      answer('+CEER', [text('report', 'reason', { words })], {
        sentence: (fields) => `last failure: ${words(fields.join(','))}`,
      }),
    ],
    maxSeconds: 120,
    section: m3('5.2.8'),
  }),
];
