import { a76Max, answer, command, execute, m3, read, test, write } from '../../entryBuilders.ts';
import type { CommandEntry, FieldSpec, LineSpec } from '../../entryTypes.ts';
import { choice, integer, optional, readFields, string, text, word } from '../../fields.ts';
import { clockWords } from '../time/clock.ts';

const FORMAT = choice('mode', 'messages as', { 0: 'PDU in hexadecimal', 1: 'text' }, { default: '0' });
const NUMBER = (name: string, meaning: string): FieldSpec => string(name, meaning, { personal: true });
const INDEX = integer('index', 'place in the storage', { range: [[0, 255]] });
const TYPE = choice('tosca', 'type of number', { 129: 'national or unknown', 145: 'international' });
const STORAGES: Readonly<Record<string, string>> = { SM: 'SIM', ME: 'modem', SR: 'status reports', MT: 'all' };
const STORAGE = (name: string, meaning: string): FieldSpec => word(name, meaning, STORAGES);
const LENGTH = integer('length', 'bytes of the PDU without the service centre', { range: [[0, 176]], unit: 'B' });
const REFERENCE = integer('mr', 'number of the message', { range: [[0, 255]] });

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

const STATES: Readonly<Record<string, string>> = {
  'REC UNREAD': 'received, not read',
  'REC READ': 'received, read',
  'STO UNSENT': 'stored, not sent',
  'STO SENT': 'stored, sent',
  ALL: 'all',
};
const PDU_STATES: Readonly<Record<string, string>> = {
  0: 'received, not read',
  1: 'received, read',
  2: 'stored, not sent',
  3: 'stored, sent',
  4: 'all',
};

const STATE = word('stat', 'state', STATES);
const PDU_STATE = choice('stat', 'state', PDU_STATES);
const TIME = string('scts', 'time of the service centre', { words: clockWords });

const TEXT_FIELDS: readonly FieldSpec[] = [
  STATE,
  NUMBER('oa/da', 'other party'),
  string('alpha', 'name in the phone book', { personal: true }),
  TIME,
  optional(text('details', 'with AT+CSDH=1: kind of number, coding, service centre, length', { personal: true })),
];
const PDU_FIELDS: readonly FieldSpec[] = [PDU_STATE, string('alpha', 'name in the phone book'), LENGTH];

/** A header in text form (`"REC READ","+…","","26/02/11,…"`) or in PDU form (`1,,24`), behind so many fields of its own. */
function header(prefix: string, before: readonly FieldSpec[]): LineSpec {
  const stateOf = (fields: readonly string[]): string => fields[before.length] ?? '';
  const isPdu = (fields: readonly string[]): boolean => /^\d$/.test(stateOf(fields));
  return answer(prefix, [...before, ...TEXT_FIELDS], {
    decode: (fields) => readFields([...before, ...(isPdu(fields) ? PDU_FIELDS : TEXT_FIELDS)], fields),
    sentence: (fields) => {
      const stat = stateOf(fields);
      const words = (isPdu(fields) ? PDU_STATES : STATES)[stat] ?? 'state not given';
      const sent = isPdu(fields) ? '' : (fields[before.length + 3] ?? '');
      const place = before.length === 0 ? '' : ` ${fields[0] ?? ''}`;
      return `message${place}: ${words}${sent === '' ? '' : `, ${clockWords(sent)}`}`;
    },
  });
}

/** The lines of a message behind its header. */
const BODY: LineSpec = answer('', [text('data', 'text of the message, or PDU', { personal: true })], {
  any: true,
  sentence: () => 'text of the message',
});

const SENT = (name: string): LineSpec => answer(name, [REFERENCE], { sentence: ([mr = '']) => `message ${mr} sent` });

const sms = (
  entry: Omit<CommandEntry, 'families' | 'errors' | 'maxSeconds' | 'answers' | 'group' | 'section'> &
    Partial<CommandEntry>,
): CommandEntry => command({ group: 'sms', errors: 'cms', section: m3('9.2'), ...entry });

/** Short messages (V3.00 chapter 9, 3GPP TS 27.005). */
export const SMS_COMMANDS: readonly CommandEntry[] = [
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
  sms({
    name: '+CMGS',
    title: 'Send a message',
    meaning: 'Asks for the text or the PDU with >; Ctrl-Z sends it, Esc cancels.',
    forms: [
      test('AT+CMGS=?'),
      write('AT+CMGS=<da>[,<toda>]', [NUMBER('da', 'number to send to'), optional({ ...TYPE, name: 'toda' })]),
      write('AT+CMGS=<length>', [LENGTH]),
    ],
    answers: [SENT('+CMGS')],
    ...a76Max(40),
  }),
  sms({
    name: '+CMGW',
    title: 'Store a message',
    meaning: 'As AT+CMGS, but only stores it.',
    forms: [
      test('AT+CMGW=?'),
      write('AT+CMGW=<da>[,<toda>[,<stat>]]', [
        NUMBER('da', 'number to send to'),
        optional({ ...TYPE, name: 'toda' }),
        optional(STATE),
      ]),
      write('AT+CMGW=<length>[,<stat>]', [LENGTH, optional(PDU_STATE)]),
      execute('AT+CMGW'),
    ],
    answers: [answer('+CMGW', [INDEX], { sentence: ([index = '']) => `stored at ${index}` })],
  }),
  sms({
    name: '+CMSS',
    title: 'Send a stored message',
    meaning: 'Sends what AT+CMGW stored, to its number or to another one.',
    forms: [
      test('AT+CMSS=?'),
      write('AT+CMSS=<index>[,<da>[,<toda>]]', [
        INDEX,
        optional(NUMBER('da', 'number to send to')),
        optional({ ...TYPE, name: 'toda' }),
      ]),
    ],
    answers: [SENT('+CMSS')],
    ...a76Max(40),
  }),
  sms({
    name: '+CMGR',
    title: 'Read a message',
    meaning: 'A header, then the text in lines of its own, which may look like anything. Marks it as read.',
    forms: [test('AT+CMGR=?'), write('AT+CMGR=<index>', [INDEX])],
    answers: [header('+CMGR', []), BODY],
  }),
  sms({
    name: '+CMGL',
    title: 'List messages',
    meaning: 'For each message a header, then its text in lines of its own.',
    forms: [
      test('AT+CMGL=?'),
      write('AT+CMGL=<stat>', [STATE]),
      write('AT+CMGL=<stat>', [PDU_STATE]),
      execute('AT+CMGL'),
    ],
    answers: [header('+CMGL', [INDEX]), BODY],
  }),
  sms({
    name: '+CMGD',
    title: 'Delete messages',
    meaning: 'One message, or with a second number many.',
    forms: [
      test('AT+CMGD=?'),
      read('AT+CMGD?'),
      write('AT+CMGD=<index>[,<delflag>]', [
        INDEX,
        optional(
          choice('delflag', 'which', {
            0: 'this one',
            1: 'all read ones',
            2: 'all read and sent ones',
            3: 'all but unread ones',
            4: 'all',
          }),
        ),
      ]),
    ],
    caution: { forms: ['write'], why: 'deletes messages from the SIM or the modem' },
  }),
];
