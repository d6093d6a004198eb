import { answer, command, execute, m3, read, test, write } from '../../entryBuilders.ts';
import type { CommandEntry, FieldSpec, LineSpec } from '../../entryTypes.ts';
import { choice, integer, number, optional, readFields, text } from '../../fields.ts';
import { POSITION_FIELDS, positionSentence, readPosition } from './gnssPosition.ts';

const INTERVAL = integer('time', 'seconds between reports, 0 = off', { range: [[0, 255]], unit: 's' });

/** One number is the answer to the query of the interval. */
const isInterval = (fields: readonly string[]): boolean => fields.length === 1 && fields[0] !== '';
const intervalSentence = (time = ''): string => (time === '0' ? 'no reports' : `a report every ${time} s`);

/** `+CGPSINFO: 3113.343286,N,12121.234064,E,250311,072809.3,44.1,0.0,0`, the answer and the report (V3.00 17.2). */
export const CGPSINFO_LINE: LineSpec = answer('+CGPSINFO', POSITION_FIELDS, {
  decode: (fields) => (isInterval(fields) ? readFields([INTERVAL], fields) : readPosition(fields)),
  sentence: (fields) => (isInterval(fields) ? intervalSentence(fields[0]) : positionSentence(fields)),
});

const SATELLITES = (name: string): FieldSpec => integer(`${name}-SVs`, `${name} satellites`);
const FIX = choice('mode', 'fix', { 2: '2D', 3: '3D' });
const ACCURACY = [
  number('PDOP', 'dilution of position'),
  number('HDOP', 'horizontal dilution'),
  number('VDOP', 'vertical dilution'),
  integer('NoSV', 'satellites used'),
];
/** Of the newer family, as seen in a log; its manual is not clear about the order. */
const FIVE = ['GPS', 'BEIDOU', 'GLONASS', 'GALILEO'].map(SATELLITES);
const FOUR = ['GPS', 'GLONASS', 'BEIDOU'].map(SATELLITES);

/** Where the position begins: behind four fields on the older family, behind five on the newer one. */
const positionAt = (fields: readonly string[]): number => (/^[NS]$/i.test(fields[6] ?? '') ? 5 : 4);

/** `+CGNSSINFO: 2,06,03,00,…`: fix, satellites, position, accuracy. */
export const CGNSSINFO_LINE: LineSpec = answer('+CGNSSINFO', [FIX, ...FOUR, ...POSITION_FIELDS, ...ACCURACY], {
  decode: (fields) => {
    if (isInterval(fields)) return readFields([INTERVAL], fields);
    const at = positionAt(fields);
    return [
      ...readFields([FIX, ...(at === 5 ? FIVE : FOUR)], fields.slice(0, at)),
      ...readPosition(fields.slice(at, at + POSITION_FIELDS.length)),
      ...readFields(ACCURACY, fields.slice(at + POSITION_FIELDS.length)),
    ];
  },
  sentence: (fields) =>
    isInterval(fields) ? intervalSentence(fields[0]) : positionSentence(fields.slice(positionAt(fields))),
});

const ON = choice('on/off', 'GNSS', { 0: 'off', 1: 'on' });
const MODE = choice('mode', 'mode', {
  1: 'standalone',
  2: 'UE-based',
  3: 'UE-assisted',
});

/** GNSS (V3.00 chapter 17). */
export const GNSS_COMMANDS: readonly CommandEntry[] = [
  command({
    name: '+CGPS',
    families: ['sim7600'],
    group: 'gnss',
    title: 'Switch GNSS on and off',
    meaning:
      'NMEA sentences come on the NMEA port of USB, not on the AT port. Switching off is done when +CGPS: 0 is reported: wait for it, up to 30 s, before switching on again.',
    forms: [test('AT+CGPS=?'), read('AT+CGPS?'), write('AT+CGPS=<on/off>[,<mode>]', [ON, optional(MODE)])],
    answers: [
      answer('+CGPS', [ON, MODE], {
        sentence: ([on, mode = '']) =>
          on === '1' ? `GNSS on${MODE.values?.[mode] === undefined ? '' : `, ${MODE.values[mode]}`}` : 'GNSS off',
      }),
    ],
    section: m3('17.2'),
  }),
  command({
    name: '+CGNSSPWR',
    families: ['a76xx'],
    group: 'gnss',
    title: 'Switch GNSS on and off',
    meaning: 'GNSS can be used when +CGNSSPWR: READY! is reported.',
    forms: [test('AT+CGNSSPWR=?'), read('AT+CGNSSPWR?'), write('AT+CGNSSPWR=<on/off>', [ON])],
    answers: [answer('+CGNSSPWR', [ON, text('more', 'further settings')])],
    section: 'seen on A7670',
  }),
  command({
    name: '+CGPSINFO',
    group: 'gnss',
    title: 'Position',
    meaning: 'Position, date and time in UTC. Only commas mean no fix: under open sky the first takes up to a minute.',
    forms: [
      test('AT+CGPSINFO=?'),
      read('AT+CGPSINFO?'),
      execute('AT+CGPSINFO'),
      write('AT+CGPSINFO=<time>', [INTERVAL]),
    ],
    answers: [CGPSINFO_LINE],
    section: m3('17.2'),
  }),
  command({
    name: '+CGNSSINFO',
    group: 'gnss',
    title: 'Position and satellites',
    meaning: 'As AT+CGPSINFO, with satellites of each system and accuracy. Only commas mean no fix.',
    forms: [
      test('AT+CGNSSINFO=?'),
      read('AT+CGNSSINFO?'),
      execute('AT+CGNSSINFO'),
      write('AT+CGNSSINFO=<time>', [INTERVAL]),
    ],
    answers: [CGNSSINFO_LINE],
    section: m3('17.2'),
  }),
  command({
    name: '+CGPSCOLD',
    group: 'gnss',
    title: 'Cold start of GNSS',
    meaning: 'Forgets orbits and position. After AT+CGPS=0.',
    forms: [test('AT+CGPSCOLD=?'), execute('AT+CGPSCOLD')],
    caution: { forms: ['execute'], why: 'forgets orbits and position: the next fix takes longer' },
    section: m3('17.2'),
  }),
  command({
    name: '+CGPSHOT',
    group: 'gnss',
    title: 'Hot start of GNSS',
    meaning: 'With what is known of orbits and position. After AT+CGPS=0.',
    forms: [test('AT+CGPSHOT=?'), execute('AT+CGPSHOT')],
    section: m3('17.2'),
  }),
];
