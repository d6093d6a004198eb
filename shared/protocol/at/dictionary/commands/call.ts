import { answer, command, execute, m3, read, test, write } from '../entryBuilders.ts';
import type { CommandEntry } from '../entryTypes.ts';
import { choice, integer, optional, string, text } from '../fields.ts';

/** Calls and dialling, as far as data boards use them (V3.00 2.2, 5.2). */
export const CALL_COMMANDS: readonly CommandEntry[] = [
  command({
    name: 'D',
    group: 'call',
    title: 'Dial',
    meaning:
      'ATD*99# or ATD*99***1# opens packet data by PPP: CONNECT, then frames. A number with ; behind it is a call.',
    forms: [write('ATD<string>', [text('string', 'number or service', { personal: true })])],
    section: m3('2.2.2'),
  }),
  command({
    name: 'A',
    group: 'call',
    title: 'Answer a call',
    meaning: 'Answers a call that rings.',
    forms: [execute('ATA')],
    section: m3('2.2.6'),
  }),
  command({
    name: 'H',
    group: 'call',
    title: 'Hang up',
    meaning: 'Ends calls and data connections.',
    forms: [execute('ATH'), write('ATH<n>', [choice('n', 'what', { 0: 'all' })])],
    section: m3('2.2.7'),
  }),
  command({
    name: '+CHUP',
    group: 'call',
    title: 'Hang up calls',
    meaning: 'Ends voice calls; VOICE CALL: END tells how long each was.',
    forms: [test('AT+CHUP=?'), execute('AT+CHUP')],
    section: m3('5.2.2'),
  }),
  command({
    name: '+CLCC',
    group: 'call',
    title: 'Calls',
    meaning: 'The calls there are, a line each; no line when there is none.',
    forms: [
      test('AT+CLCC=?'),
      read('AT+CLCC?'),
      write('AT+CLCC=<n>', [choice('n', 'reports', { 0: 'off', 1: 'on' })]),
      execute('AT+CLCC'),
    ],
    answers: [
      answer('+CLCC', [
        integer('id', 'call'),
        choice('dir', 'direction', { 0: 'outgoing', 1: 'incoming' }),
        choice('stat', 'state', {
          0: 'active',
          1: 'held',
          2: 'dialling',
          3: 'alerting',
          4: 'incoming',
          5: 'waiting',
          6: 'ended',
        }),
        choice('mode', 'kind', { 0: 'voice', 1: 'data', 2: 'fax', 9: 'unknown' }),
        choice('mpty', 'conference', { 0: 'no', 1: 'yes' }),
        optional(string('number', 'number', { personal: true })),
        optional(integer('type', 'kind of number')),
        optional(string('alpha', 'name')),
      ]),
    ],
    section: m3('5.2.7'),
  }),
];
