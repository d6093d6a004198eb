import { a76Max, answer, command, execute, m3, read, test, write } from '../entryBuilders.ts';
import type { CommandEntry, FieldSpec, LineSpec, Severity } from '../entryTypes.ts';
import { choice, integer, optional, withUnit } from '../fields.ts';

/**
 * RSSI of an AT+CSQ index in dBm (V3.00 3.2.8): −113 + 2·n for 0-31, −216 + n for the TD-SCDMA indexes 100-191; null when
 * the modem does not know (99, 199) or the number is none of these.
 */
export function rssiDbm(index: number): number | null {
  if (!Number.isInteger(index)) return null;
  if (index >= 0 && index <= 31) return -113 + 2 * index;
  return index >= 100 && index <= 191 ? -216 + index : null;
}

/** How good a signal is, by the rule of thumb of most drivers: below 10 weak, 10-14 fair, 15-19 good, from 20 excellent. */
export function signalGrade(index: number): 'weak' | 'fair' | 'good' | 'excellent' | null {
  const dbm = rssiDbm(index);
  if (dbm === null) return null;
  return dbm < -93 ? 'weak' : dbm < -83 ? 'fair' : dbm < -73 ? 'good' : 'excellent';
}

function rssiWords(raw: string): string {
  const index = Number(raw);
  const dbm = rssiDbm(index);
  if (dbm === null) return index === 99 || index === 199 ? 'not known (also while searching)' : raw;
  const least = index === 0 || index === 100;
  const most = index === 31 || index === 191;
  return `${withUnit(dbm, 'dBm')}${least ? ' or less' : most ? ' or more' : ''}`;
}

const judgeRssi = (raw: string): Severity | undefined => {
  const grade = signalGrade(Number(raw));
  return grade === null ? 'note' : grade === 'weak' ? 'warning' : 'ok';
};

const RSSI = integer('rssi', 'signal strength', {
  range: [
    [0, 31],
    [99, 191],
    [199, 199],
  ],
  words: rssiWords,
  judge: judgeRssi,
});

const BER = choice('ber', 'bit error rate', {
  0: 'below 0.01 %',
  1: '0.01 to 0.1 %',
  2: '0.1 to 0.5 %',
  3: '0.5 to 1 %',
  4: '1 to 2 %',
  5: '2 to 4 %',
  6: '4 to 8 %',
  7: '8 % or more',
  99: 'not known (always on LTE)',
});

/** `+CSQ: 22,99`, the answer and, after AT+AUTOCSQ, the report. */
export const CSQ_LINE: LineSpec = answer('+CSQ', [RSSI, BER], {
  sentence: ([rssi = '']) => {
    const grade = signalGrade(Number(rssi));
    return grade === null ? 'signal not known, or searching' : `signal ${rssiWords(rssi)}, ${grade}`;
  },
});

/** An index of TS 27.007 8.69 that starts at `from` dB and grows by `step`. */
const index = (
  name: string,
  meaning: string,
  most: number,
  from: number,
  step: number,
  unit: string,
  none: number,
): FieldSpec =>
  integer(name, meaning, {
    range: [[0, most]],
    values: { [none]: 'not known' },
    words: (raw) => (raw === '0' ? `below ${withUnit(from, unit)}` : withUnit(from + (Number(raw) - 1) * step, unit)),
  });

const AUTO: readonly FieldSpec[] = [
  choice('auto', 'reports', { 0: 'off', 1: 'on' }),
  choice('mode', 'when', { 0: 'every 5 s', 1: 'when it changes' }),
];

const DELTA = integer('delta', 'least change that is reported', { range: [[0, 5]], default: '5' });

/** Signal strength (V3.00 3.2.8-3.2.10, TS 27.007 8.69). */
export const SIGNAL_COMMANDS: readonly CommandEntry[] = [
  command({
    name: '+CSQ',
    group: 'network',
    title: 'Signal quality',
    meaning: 'Signal strength as an index: dBm is −113 + 2·rssi. 99 means not known, not no signal.',
    forms: [test('AT+CSQ=?'), execute('AT+CSQ')],
    answers: [CSQ_LINE],
    ...a76Max(9),
    section: m3('3.2.8'),
  }),
  command({
    name: '+AUTOCSQ',
    group: 'network',
    title: 'Signal reports',
    meaning: 'Reports +CSQ: by itself. The report looks like the answer of AT+CSQ and may take its place.',
    forms: [
      test('AT+AUTOCSQ=?'),
      read('AT+AUTOCSQ?'),
      write(
        'AT+AUTOCSQ=<auto>[,<mode>]',
        AUTO.map((spec, at) => (at === 0 ? spec : optional(spec))),
      ),
    ],
    answers: [answer('+AUTOCSQ', AUTO)],
    section: m3('3.2.9'),
  }),
  command({
    name: '+CSQDELTA',
    group: 'network',
    title: 'Threshold of signal reports',
    meaning: 'How much the strength must change before AT+AUTOCSQ=1,1 reports it.',
    forms: [test('AT+CSQDELTA=?'), read('AT+CSQDELTA?'), write('AT+CSQDELTA=<delta>', [DELTA]), execute('AT+CSQDELTA')],
    answers: [answer('+CSQDELTA', [DELTA])],
    section: m3('3.2.10'),
  }),
  command({
    name: '+CESQ',
    families: ['a76xx'],
    group: 'network',
    title: 'Extended signal quality',
    meaning: 'RSRP and RSRQ as indexes. A SIM7600 does not know it: there AT+CPSI? tells both.',
    forms: [test('AT+CESQ=?'), execute('AT+CESQ')],
    answers: [
      answer('+CESQ', [
        index('rxlev', 'strength, 2G', 63, -110, 1, 'dBm', 99),
        BER,
        index('rscp', 'strength, 3G', 96, -120, 1, 'dBm', 255),
        index('ecno', 'quality, 3G', 49, -24, 0.5, 'dB', 255),
        index('rsrq', 'quality, LTE', 34, -19.5, 0.5, 'dB', 255),
        index('rsrp', 'strength, LTE', 97, -140, 1, 'dBm', 255),
      ]),
    ],
    section: '3GPP TS 27.007 8.69',
  }),
];
