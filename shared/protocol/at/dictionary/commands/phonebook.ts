import { answer, command, execute, read, test, write } from '../entryBuilders.ts';
import type { CommandEntry } from '../entryTypes.ts';
import { choice, integer, optional, string, word } from '../fields.ts';

const STORAGE = word('storage', 'phone book', { SM: 'SIM', ON: 'own numbers' });
const INDEX = integer('index', 'place', { range: [[0, 255]] });
const NUMBER = string('number', 'phone number', { personal: true });
const TYPE = choice('type', 'kind of number', { 129: 'national or unknown', 145: 'international' });
const NAME = string('text', 'name', { personal: true });
const ENTRY = [INDEX, NUMBER, TYPE, NAME];

/** The phone book of the SIM (3GPP TS 27.007 8.11-8.14). */
export const PHONEBOOK_COMMANDS: readonly CommandEntry[] = [
  command({
    name: '+CPBS',
    group: 'sim',
    title: 'Phone book',
    meaning: 'Which phone book is read and written, and how full it is.',
    forms: [test('AT+CPBS=?'), read('AT+CPBS?'), write('AT+CPBS=<storage>', [STORAGE]), execute('AT+CPBS')],
    answers: [answer('+CPBS', [STORAGE, integer('used', 'entries'), integer('total', 'places')])],
    section: '3GPP TS 27.007 8.11',
  }),
  command({
    name: '+CPBR',
    group: 'sim',
    title: 'Read the phone book',
    meaning: 'The entries from one place to another, a line each; empty places are left out.',
    forms: [
      test('AT+CPBR=?'),
      write('AT+CPBR=<index1>[,<index2>]', [{ ...INDEX, name: 'index1' }, optional({ ...INDEX, name: 'index2' })]),
    ],
    answers: [answer('+CPBR', ENTRY, { sentence: ([index = '']) => `entry ${index}` })],
    section: '3GPP TS 27.007 8.12',
  }),
  command({
    name: '+CPBF',
    group: 'sim',
    title: 'Search the phone book',
    meaning: 'The entries whose name begins so.',
    forms: [test('AT+CPBF=?'), write('AT+CPBF=<findtext>', [{ ...NAME, name: 'findtext' }])],
    answers: [answer('+CPBF', ENTRY, { sentence: ([index = '']) => `entry ${index}` })],
    section: '3GPP TS 27.007 8.13',
  }),
  command({
    name: '+CPBW',
    group: 'sim',
    title: 'Write the phone book',
    meaning: 'With a place alone it deletes; without one it takes the first free one.',
    forms: [
      test('AT+CPBW=?'),
      write('AT+CPBW=[<index>][,<number>[,<type>[,<text>]]]', [
        optional(INDEX),
        optional(NUMBER),
        optional(TYPE),
        optional(NAME),
      ]),
    ],
    caution: { forms: ['write'], why: 'changes the phone book on the SIM' },
    section: '3GPP TS 27.007 8.14',
  }),
];
