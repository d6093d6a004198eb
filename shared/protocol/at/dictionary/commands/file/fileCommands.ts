import { answer, command, execute, m3, read, test, write } from '../../entryBuilders.ts';
import type { CommandEntry, FieldSpec, LineSpec } from '../../entryTypes.ts';
import { integer, number, optional, string, text, withUnit } from '../../fields.ts';

const FILE: FieldSpec = string('filename', 'file');
const SIZE = (name: string, meaning: string): FieldSpec => integer(name, meaning, { unit: 'B' });
const REPLACES = 'writes a file of the modem; one of the same name is replaced';

const file = (
  entry: Omit<CommandEntry, 'families' | 'errors' | 'maxSeconds' | 'answers' | 'group' | 'section'> &
    Partial<CommandEntry>,
): CommandEntry => command({ group: 'file', section: m3('20'), ...entry });

/** `DATA,475` before data, `0` at the end. */
const CFTRANTX_LINE: LineSpec = answer('+CFTRANTX', [text('kind', 'line'), SIZE('len', 'bytes that follow')], {
  sentence: ([kind = '', length = '']) =>
    kind === 'DATA' ? `${withUnit(length, 'B')} follow` : kind === '0' ? 'all of the file is read' : `reading: ${kind}`,
});

/** `C:(11348480,2201600)`: size and used, of each storage. */
const MEMORY: FieldSpec = text('memory', 'size and used bytes of each storage', {
  words: (raw) =>
    raw.replace(/(\w): ?\((\d+), ?(\d+)\)/g, (_, drive: string, size: string, used: string) => {
      return `${drive}: ${withUnit(Number(size) - Number(used), 'B')} of ${withUnit(size, 'B')} free`;
    }),
});

/** The file system of the modem and moving files over the serial line (V3.00 chapter 20). */
export const FILE_COMMANDS: readonly CommandEntry[] = [
  file({
    name: '+FSCD',
    title: 'Directory',
    meaning: 'The directory other file commands work in; C: is the modem, D: a memory card.',
    forms: [test('AT+FSCD=?'), read('AT+FSCD?'), write('AT+FSCD=<path>', [text('path', 'directory')])],
    answers: [answer('+FSCD', [text('path', 'directory')])],
  }),
  file({
    name: '+FSLS',
    title: 'List files',
    meaning: 'Headings for directories and files, then one name a line.',
    forms: [
      test('AT+FSLS=?'),
      read('AT+FSLS?'),
      execute('AT+FSLS'),
      write('AT+FSLS=<type>', [integer('type', 'what')]),
    ],
    answers: [
      answer('+FSLS', [text('heading', 'what follows')]),
      answer('', [text('name', 'name')], { any: true, sentence: ([name = '']) => name }),
    ],
  }),
  file({
    name: '+FSMEM',
    title: 'Room in the file system',
    meaning: 'Size and used bytes of each storage.',
    forms: [test('AT+FSMEM=?'), execute('AT+FSMEM')],
    answers: [answer('+FSMEM', [MEMORY])],
  }),
  file({
    name: '+FSATTRI',
    title: 'Size of a file',
    meaning: 'Compare it with the size of the original: a difference means a broken upload.',
    forms: [test('AT+FSATTRI=?'), write('AT+FSATTRI=<filename>', [text('filename', 'file')])],
    answers: [
      answer('+FSATTRI', [SIZE('file_size', 'size'), text('more', 'further attributes')], {
        sentence: ([size = '']) => withUnit(size, 'B'),
      }),
    ],
  }),
  file({
    name: '+FSDEL',
    title: 'Delete a file',
    meaning: 'In the directory of AT+FSCD.',
    forms: [test('AT+FSDEL=?'), write('AT+FSDEL=<filename>', [text('filename', 'file, or *.* for all')])],
    caution: { forms: ['write'], why: 'deletes files of the modem' },
  }),
  file({
    name: '+FSCOPY',
    title: 'Copy a file',
    meaning: 'Tells the progress in percent as +FSCOPY:, before or after OK.',
    forms: [
      test('AT+FSCOPY=?'),
      write('AT+FSCOPY=<file1>,<file2>[,<sync_mode>]', [
        text('file1', 'from'),
        text('file2', 'to'),
        optional(integer('sync_mode', 'OK comes', { values: { 0: 'at once', 1: 'at the end' } })),
      ]),
    ],
    answers: [
      answer('+FSCOPY', [number('percent', 'done', { unit: '%' })], {
        sentence: ([percent = '']) => (percent === 'END' ? 'copied' : `${percent} % copied`),
      }),
    ],
    caution: { forms: ['write'], why: REPLACES },
  }),
  file({
    name: '+CFTRANRX',
    title: 'Store a file',
    meaning: 'Asks for the file with > and takes exactly as many bytes as announced.',
    forms: [
      test('AT+CFTRANRX=?'),
      write('AT+CFTRANRX=<filename>,<len>', [
        FILE,
        integer('len', 'bytes of the file', { range: [[1, 2_147_483_647]], unit: 'B' }),
      ]),
    ],
    caution: { forms: ['write'], why: REPLACES },
  }),
  file({
    name: '+CFTRANTX',
    title: 'Read a file',
    meaning: 'The data in blocks, each announced by +CFTRANTX: DATA,<length>, then +CFTRANTX: 0.',
    forms: [
      test('AT+CFTRANTX=?'),
      write('AT+CFTRANTX=<filename>[,<location>[,<size>]]', [
        FILE,
        optional(SIZE('location', 'first byte')),
        optional(SIZE('size', 'bytes at most')),
      ]),
    ],
    answers: [CFTRANTX_LINE],
  }),
];
