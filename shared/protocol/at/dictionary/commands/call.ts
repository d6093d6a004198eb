import { answer, command, execute, m3, read, test, write } from '../entryBuilders.ts';
import type { CommandEntry } from '../entryTypes.ts';
import { choice, integer, optional, string, text } from '../fields.ts';

const REPORTS = choice('n', 'reports', { 0: 'off', 1: 'on' });

const CRING = choice('mode', 'a call is told as', { 0: 'RING', 1: '+CRING: with its kind' });

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
    forms: [test('AT+CLCC=?'), read('AT+CLCC?'), write('AT+CLCC=<n>', [REPORTS]), execute('AT+CLCC')],
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
  command({
    name: '+CPAS',
    group: 'call',
    title: 'Activity',
    meaning: 'Whether the modem is idle, rings or is in a call.',
    forms: [test('AT+CPAS=?'), execute('AT+CPAS')],
    answers: [answer('+CPAS', [choice('pas', 'activity', { 0: 'ready', 2: 'unknown', 3: 'ringing', 4: 'in a call' })])],
    section: m3('3.2.19'),
  }),
  command({
    name: '+CLIP',
    group: 'call',
    title: 'Number of the caller',
    meaning: 'Whether +CLIP: tells who calls, behind each RING.',
    forms: [test('AT+CLIP=?'), read('AT+CLIP?'), write('AT+CLIP=<n>', [REPORTS])],
    answers: [
      answer(
        '+CLIP',
        [REPORTS, choice('m', 'in the network', { 0: 'not provisioned', 1: 'provisioned', 2: 'unknown' })],
        {
          forms: ['read'],
        },
      ),
    ],
    section: '3GPP TS 27.007 7.6',
  }),
  command({
    name: '+CRC',
    group: 'call',
    title: 'Kind of incoming calls',
    meaning: 'Whether a call is told as +CRING: with its kind, or as RING.',
    forms: [test('AT+CRC=?'), read('AT+CRC?'), write('AT+CRC=<mode>', [CRING]), execute('AT+CRC')],
    answers: [answer('+CRC', [CRING])],
    section: '3GPP TS 27.007 6.11',
  }),
  command({
    name: '+CNUM',
    group: 'call',
    title: 'Own number',
    meaning: 'The phone number stored on the SIM, where the operator has stored one.',
    forms: [test('AT+CNUM=?'), execute('AT+CNUM')],
    answers: [
      answer('+CNUM', [
        string('alpha', 'name'),
        string('number', 'own number', { personal: true }),
        integer('type', 'kind of number'),
      ]),
    ],
    section: '3GPP TS 27.007 7.1',
  }),
  command({
    name: '+CUSD',
    group: 'call',
    title: 'USSD',
    meaning: 'Sends a code such as *100# to the network; the answer comes as +CUSD: later.',
    forms: [
      test('AT+CUSD=?'),
      read('AT+CUSD?'),
      write('AT+CUSD=<n>[,<str>[,<dcs>]]', [
        choice('n', 'answers', { 0: 'not shown', 1: 'shown', 2: 'end the dialogue' }),
        optional(string('str', 'code')),
        optional(integer('dcs', 'coding', { range: [[0, 255]] })),
      ]),
      execute('AT+CUSD'),
    ],
    answers: [answer('+CUSD', [choice('n', 'answers', { 0: 'not shown', 1: 'shown' })], { forms: ['read'] })],
    section: m3('4.2.6'),
  }),
  command({
    name: '+CMER',
    group: 'call',
    title: 'Event reports',
    meaning:
      'In no SIM7600 manual, but taken: ModemManager sends it. After AT+CMER=3,0,0,1 dialling ATD*99***3# no longer answers CONNECT.',
    forms: [
      test('AT+CMER=?'),
      read('AT+CMER?'),
      write('AT+CMER=<mode>[,<keyp>[,<disp>[,<ind>[,<bfr>]]]]', [
        integer('mode', 'when reports are sent', { range: [[0, 3]] }),
        ...['keyp', 'disp', 'ind', 'bfr'].map((name) =>
          optional(integer(name, 'kind of reports', { range: [[0, 2]] })),
        ),
      ]),
    ],
    answers: [
      answer(
        '+CMER',
        ['mode', 'keyp', 'disp', 'ind', 'bfr'].map((name) => integer(name, 'kind of reports')),
      ),
    ],
    section: '3GPP TS 27.007 8.10',
  }),
];
