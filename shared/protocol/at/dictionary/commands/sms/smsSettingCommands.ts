import { answer, execute, read, test, write } from '../../entryBuilders.ts';
import type { CommandEntry, FieldSpec } from '../../entryTypes.ts';
import { choice, integer, optional, string, word } from '../../fields.ts';
import { NUMBER, sms, TYPE } from './smsFields.ts';

const FORMAT = choice('mode', 'messages as', { 0: 'PDU in hexadecimal', 1: 'text' }, { default: '0' });
const STORAGES: Readonly<Record<string, string>> = { SM: 'SIM', ME: 'modem', SR: 'status reports', MT: 'all' };
const STORAGE = (name: string, meaning: string): FieldSpec => word(name, meaning, STORAGES);
const OCTET = (name: string, meaning: string): FieldSpec => integer(name, meaning, { range: [[0, 255]] });
const SEND_PARAMETERS = [
  OCTET('fo', 'first octet'),
  OCTET('vp', 'validity period'),
  OCTET('pid', 'protocol'),
  OCTET('dcs', 'coding'),
];
const CAN = [integer('mt', 'can receive'), integer('mo', 'can send'), integer('bm', 'can take broadcasts')];
const DETAILS = choice('show', 'details', { 0: 'not shown', 1: 'shown' });
const BROADCASTS = choice('mode', 'broadcasts', { 0: 'those given', 1: 'all but those given' });

/** How short messages are read, kept, told and sent (V3.00 9.2, 3GPP TS 27.005 3.2-3.4). */
export const SMS_SETTING_COMMANDS: readonly CommandEntry[] = [
  sms({
    name: '+CMGF',
    title: 'Message format',
    meaning: 'Text or PDU. Not kept over a reset.',
    forms: [test('AT+CMGF=?'), read('AT+CMGF?'), write('AT+CMGF=<mode>', [FORMAT]), execute('AT+CMGF')],
    answers: [answer('+CMGF', [FORMAT])],
  }),
  sms({
    name: '+CSCA',
    title: 'Service centre',
    meaning: 'Number messages are sent through; usually it is on the SIM.',
    forms: [
      test('AT+CSCA=?'),
      read('AT+CSCA?'),
      write('AT+CSCA=<sca>[,<tosca>]', [NUMBER('sca', 'number of the service centre'), optional(TYPE)]),
    ],
    answers: [answer('+CSCA', [NUMBER('sca', 'number of the service centre'), TYPE])],
    caution: { forms: ['write'], why: 'changes the service centre; with AT+CSAS it stays on the SIM' },
  }),
  sms({
    name: '+CPMS',
    title: 'Message storage',
    meaning: 'Where messages are read, written and received. A full storage takes no new messages.',
    forms: [
      test('AT+CPMS=?'),
      read('AT+CPMS?'),
      write('AT+CPMS=<mem1>[,<mem2>[,<mem3>]]', [
        STORAGE('mem1', 'to read and delete'),
        optional(STORAGE('mem2', 'to write and send')),
        optional(STORAGE('mem3', 'for received ones')),
      ]),
    ],
    answers: [
      answer(
        '+CPMS',
        [1, 2, 3].flatMap((n) => [
          STORAGE(`mem${n}`, 'storage'),
          integer(`used${n}`, 'messages in it'),
          integer(`total${n}`, 'places'),
        ]),
        { forms: ['read'] },
      ),
      answer(
        '+CPMS',
        [1, 2, 3].flatMap((n) => [integer(`used${n}`, 'messages in it'), integer(`total${n}`, 'places')]),
        { forms: ['write'] },
      ),
    ],
  }),
  sms({
    name: '+CSMS',
    title: 'Message service',
    meaning: 'Which message service is used, and what it can do: receive, send, broadcasts.',
    forms: [
      test('AT+CSMS=?'),
      read('AT+CSMS?'),
      write('AT+CSMS=<service>', [choice('service', 'service', { 0: 'GSM phase 2', 1: 'GSM phase 2+' })]),
    ],
    answers: [
      answer('+CSMS', [integer('service', 'service'), ...CAN], { forms: ['read'] }),
      answer('+CSMS', CAN, { forms: ['write'] }),
    ],
  }),
  sms({
    name: '+CSMP',
    title: 'How texts are sent',
    meaning: 'First octet, validity, protocol and coding of messages typed as text; coding 8 is UCS2 in hexadecimal.',
    forms: [
      test('AT+CSMP=?'),
      read('AT+CSMP?'),
      write(
        'AT+CSMP=<fo>[,<vp>[,<pid>[,<dcs>]]]',
        SEND_PARAMETERS.map((parameter) => optional(parameter)),
      ),
    ],
    answers: [answer('+CSMP', SEND_PARAMETERS)],
  }),
  sms({
    name: '+CSDH',
    title: 'Details of messages',
    meaning: 'Whether headers in text mode show coding, service centre and length, too.',
    forms: [test('AT+CSDH=?'), read('AT+CSDH?'), write('AT+CSDH=<show>', [DETAILS]), execute('AT+CSDH')],
    answers: [answer('+CSDH', [DETAILS])],
  }),
  sms({
    name: '+CSCB',
    title: 'Cell broadcasts',
    meaning: 'Which broadcasts to all in a cell are received.',
    forms: [
      test('AT+CSCB=?'),
      read('AT+CSCB?'),
      write('AT+CSCB=<mode>[,<mids>[,<dcss>]]', [
        BROADCASTS,
        optional(string('mids', 'identifiers')),
        optional(string('dcss', 'codings')),
      ]),
    ],
    answers: [answer('+CSCB', [BROADCASTS, string('mids', 'identifiers'), string('dcss', 'codings')])],
  }),
  sms({
    name: '+CNMI',
    title: 'Reports of new messages',
    meaning: 'How new messages are told: 2,1 reports +CMTI: with the place, 2,2 the message itself as +CMT:.',
    forms: [
      test('AT+CNMI=?'),
      read('AT+CNMI?'),
      write('AT+CNMI=<mode>[,<mt>[,<bm>[,<ds>[,<bfr>]]]]', [
        choice('mode', 'reports while the line is busy', { 0: 'kept', 1: 'dropped', 2: 'kept and told later' }),
        optional(choice('mt', 'new messages', { 0: 'not told', 1: '+CMTI:', 2: '+CMT:', 3: '+CMT: of class 3' })),
        optional(choice('bm', 'cell broadcasts', { 0: 'not told', 2: '+CBM:' })),
        optional(choice('ds', 'status reports', { 0: 'not told', 1: '+CDS:', 2: '+CDSI:' })),
        optional(choice('bfr', 'kept reports', { 0: 'flushed', 1: 'cleared' })),
      ]),
    ],
    answers: [
      answer(
        '+CNMI',
        ['mode', 'mt', 'bm', 'ds', 'bfr'].map((name) => integer(name, 'setting')),
      ),
    ],
  }),
];
