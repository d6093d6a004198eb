import { answer, command, m3, read, test, write } from '../entryBuilders.ts';
import type { CommandEntry, FieldSpec } from '../entryTypes.ts';
import { choice, hex, integer, optional, string, word } from '../fields.ts';

const FACILITY = word('facility', 'what is locked', {
  SC: 'SIM PIN',
  P2: 'SIM PIN2',
  PF: 'device locked to its first SIM',
  PN: 'device locked to an operator',
  PU: 'device locked to a part of an operator',
  PP: 'device locked to a service provider',
  PC: 'device locked to a company',
  FD: 'fixed dialling numbers only',
  AO: 'all outgoing calls',
  OI: 'outgoing international calls',
  OX: 'outgoing international calls except home',
  AI: 'all incoming calls',
  IR: 'incoming calls abroad',
  AB: 'all barring',
  AG: 'all outgoing barring',
  AC: 'all incoming barring',
});

const onOff = (name: string, what: string): FieldSpec => choice(name, what, { 0: 'off', 1: 'on' });
const LEVEL = choice('level', 'level of the detection pin with a card in', { 0: 'low', 1: 'high' });
const LOCKED = choice('status', 'lock', { 0: 'open', 1: 'locked' });

const ANSWERED = [integer('length', 'characters'), hex('data', 'command or answer of the card')] as const;

/** Locks, files and the holder of the SIM card (V3.00 3.2, 4.2, 24.2). */
export const SIM_ACCESS_COMMANDS: readonly CommandEntry[] = [
  command({
    name: '+CSIM',
    group: 'sim',
    title: 'Command to the SIM card',
    meaning: 'Sends bytes to the card as they are.',
    forms: [
      test('AT+CSIM=?'),
      write('AT+CSIM=<length>,<command>', [integer('length', 'characters'), hex('command', 'command of the card')]),
    ],
    answers: [answer('+CSIM', ANSWERED)],
    section: m3('3.2.4'),
  }),
  command({
    name: '+CRSM',
    group: 'sim',
    title: 'File of the SIM card',
    meaning: 'Reads or writes a file of the card: 176 and 178 read, 214 and 220 write.',
    forms: [
      test('AT+CRSM=?'),
      write('AT+CRSM=<command>[,<file>[,<p1>,<p2>,<p3>[,<data>]]]', [
        choice('command', 'what to do', {
          176: 'read bytes',
          178: 'read a record',
          192: 'fetch the answer',
          203: 'retrieve data',
          214: 'write bytes',
          219: 'set data',
          220: 'write a record',
          242: 'status',
        }),
        optional(integer('file', 'file id, decimal')),
        optional(integer('p1', 'parameter 1', { range: [[0, 255]] })),
        optional(integer('p2', 'parameter 2', { range: [[0, 255]] })),
        optional(integer('p3', 'parameter 3', { range: [[0, 255]] })),
        optional(hex('data', 'bytes to write')),
      ]),
    ],
    answers: [
      answer('+CRSM', [
        integer('sw1', 'status of the card, first byte'),
        integer('sw2', 'second byte'),
        hex('response', 'answer of the card'),
      ]),
    ],
    caution: {
      forms: ['write'],
      why: 'writes to the SIM card',
      when: ([what]) => ['214', '219', '220'].includes(what ?? ''),
    },
    section: m3('3.2.5'),
  }),
  command({
    name: '+CLCK',
    group: 'sim',
    title: 'Lock or ask a lock',
    meaning: 'Switches the PIN of the SIM (facility SC) and other locks on or off, or asks for them with mode 2.',
    forms: [
      test('AT+CLCK=?'),
      write('AT+CLCK=<facility>,<mode>[,<password>[,<class>]]', [
        FACILITY,
        choice('mode', 'what to do', { 0: 'open', 1: 'lock', 2: 'ask' }),
        optional(string('password', 'PIN or password', { secret: true })),
        optional(integer('class', 'kinds of service, a sum', { range: [[1, 255]] })),
      ]),
    ],
    answers: [answer('+CLCK', [LOCKED, optional(integer('class', 'kind of service'))])],
    caution: {
      forms: ['write'],
      why: 'changes a lock that the card or the device keeps; a wrong PIN costs an attempt',
      when: ([, mode]) => mode !== '2',
    },
    section: m3('4.2.3'),
  }),
  command({
    name: '+CPWD',
    group: 'sim',
    title: 'Change a PIN',
    meaning: 'Replaces the PIN of the SIM (SC), PIN2 (P2) or the password of a barring.',
    forms: [
      test('AT+CPWD=?'),
      write('AT+CPWD=<facility>,<old>,<new>', [
        FACILITY,
        string('old', 'password in force', { secret: true }),
        string('new', 'new password', { secret: true }),
      ]),
    ],
    caution: { forms: ['write'], why: 'changes the PIN on the card; a wrong old one costs an attempt' },
    section: m3('4.2.4'),
  }),
  command({
    name: '+UIMHOTSWAPON',
    group: 'sim',
    title: 'SIM hot swap',
    meaning: 'Whether the modem watches the card detection pin. Takes effect after a reset.',
    forms: [
      test('AT+UIMHOTSWAPON=?'),
      read('AT+UIMHOTSWAPON?'),
      write('AT+UIMHOTSWAPON=<on>', [onOff('on', 'card detection')]),
    ],
    answers: [answer('+UIMHOTSWAPON', [onOff('on', 'card detection')])],
    caution: {
      forms: ['write'],
      why: 'kept over a reset: with the detection pin open or of the wrong level the card is no longer found',
    },
    section: m3('24.2'),
  }),
  command({
    name: '+UIMHOTSWAPLEVEL',
    group: 'sim',
    title: 'Level of the card detection pin',
    meaning: 'Which level of the detection pin means that a card is in. Takes effect after a reset.',
    forms: [test('AT+UIMHOTSWAPLEVEL=?'), read('AT+UIMHOTSWAPLEVEL?'), write('AT+UIMHOTSWAPLEVEL=<level>', [LEVEL])],
    answers: [answer('+UIMHOTSWAPLEVEL', [LEVEL])],
    caution: { forms: ['write'], why: 'kept over a reset: with the wrong level the card is no longer found' },
    section: m3('24.2'),
  }),
];
