import { a76Max, answer, command, m3, read, test, write } from '../../entryBuilders.ts';
import type { CommandEntry, DecodedField, FieldSpec, LineSpec } from '../../entryTypes.ts';
import { choice, integer, optional, readFields, withUnit } from '../../fields.ts';
import { LINK } from './socketFields.ts';

const MODE = (...modes: readonly number[]): FieldSpec => {
  const all = [
    'push data as it comes',
    'keep it until it is read',
    'read',
    'read as hexadecimal',
    'ask how much waits',
  ];
  return choice('mode', 'what', Object.fromEntries(modes.map((mode) => [mode, all[mode] ?? ''])));
};

const READ = integer('read_len', 'bytes that follow', { unit: 'B' });
const REST = integer('rest_len', 'bytes left', { unit: 'B' });

/** Fields behind the mode, by mode; 1 is the report that data waits, 0 and 1 alone answer AT+CIPRXGET?. */
const LAYOUTS: Readonly<Record<string, readonly FieldSpec[]>> = {
  0: [],
  1: [LINK],
  2: [LINK, READ, REST],
  3: [LINK, READ, REST],
  4: [LINK, REST],
};

const ALL = [MODE(0, 1, 2, 3, 4), LINK, READ, REST];

/** Some A76xx firmwares print the data behind the last number; what is not a digit there is no part of it. */
const withoutData = (fields: readonly string[]): readonly string[] =>
  fields.length >= 4 && /^[23]$/.test(fields[0] ?? '')
    ? [...fields.slice(0, 3), /^\d*/.exec(fields[3] ?? '')?.[0] ?? '']
    : fields;

function decode(fields: readonly string[]): readonly DecodedField[] {
  const layout = LAYOUTS[fields[0] ?? ''];
  return readFields(layout === undefined ? ALL : [MODE(0, 1, 2, 3, 4), ...layout], withoutData(fields));
}

/** `+CIPRXGET:` in all its roles; with mode 1 and a link it is a report (V3.00 11.2.6). */
export const CIPRXGET_LINE: LineSpec = answer('+CIPRXGET', ALL, {
  decode,
  sentence: (fields) => {
    const [mode, link = '', length = '', rest = ''] = withoutData(fields);
    if (mode === '0') return 'received data is pushed as it comes';
    if (mode === '1')
      return link === '' ? 'received data is kept until it is read' : `link ${link}: data waits to be read`;
    if (mode === '4')
      return length === '0' ? `link ${link}: nothing waits` : `link ${link}: ${withUnit(length, 'B')} wait`;
    const more = rest === '' || rest === '0' ? '' : `, ${withUnit(rest, 'B')} more wait`;
    return `link ${link}: ${withUnit(length, 'B')} follow${mode === '3' ? ' as hexadecimal' : ''}${more}`;
  },
});

const LENGTH = (most: number): FieldSpec =>
  optional(integer('len', 'bytes at most', { range: [[1, most]], unit: 'B' }));

/** Reading from sockets (V3.00 11.2.6). */
export const CIPRXGET_COMMANDS: readonly CommandEntry[] = [
  command({
    name: '+CIPRXGET',
    group: 'tcpip',
    title: 'Receive from a socket',
    meaning:
      'Mode 0 pushes data as it comes, 1 keeps it and reports +CIPRXGET: 1,<link> once until all is read; 2 and 3 read it, 4 tells how much waits.',
    forms: [
      test('AT+CIPRXGET=?'),
      read('AT+CIPRXGET?'),
      write('AT+CIPRXGET=<mode>', [MODE(0, 1)]),
      write('AT+CIPRXGET=2,<link_num>[,<len>]', [MODE(2), LINK, LENGTH(1500)]),
      write('AT+CIPRXGET=3,<link_num>[,<len>]', [MODE(3), LINK, LENGTH(750)]),
      write('AT+CIPRXGET=4,<link_num>', [MODE(4), LINK]),
    ],
    answers: [CIPRXGET_LINE],
    errors: 'tcpip',
    ...a76Max(9),
    section: m3('11.2.6'),
  }),
];
