import { answer, command, m3, read, test, write } from '../../entryBuilders.ts';
import type { CommandEntry, FieldSpec, LineSpec } from '../../entryTypes.ts';
import { choice, integer, optional, readFields, string, withUnit, word } from '../../fields.ts';
import { AFTER_OK, EITHER, failureWords, indexedOutcome, outcome } from '../../outcomes.ts';
import { SESSION, SSL_ERR } from './sslFields.ts';

const HOST = string('host', 'name or address of the server', { length: [1, 256] });
const PORT = (name: string, meaning: string): FieldSpec => integer(name, meaning, { range: [[1, 65_535]] });
const CLIENT_TYPE = choice('client_type', 'protocol', { 1: 'TCP', 2: 'TLS' }, { default: '2' });
const BIND = choice('bind_type', 'bearer', { 1: 'that of applications' });

const opened = indexedOutcome('session', 'open', 'ssl');
const LISTED: readonly FieldSpec[] = [SESSION, HOST, PORT('port', 'port of the server'), CLIENT_TYPE, BIND];

/** How opening went, or with more fields a line of the list of AT+CCHOPEN?. */
const CCHOPEN_LINE: LineSpec = answer('+CCHOPEN', [SESSION, SSL_ERR], {
  decode: (fields) => readFields(fields.length > 2 ? LISTED : [SESSION, SSL_ERR], fields),
  sentence: (fields, context) => {
    const [session = '', host = '', port = ''] = fields;
    if (fields.length <= 2) return opened(fields, context);
    return `session ${session}: ${host === '' ? 'not open' : `${host}:${port}`}`;
  },
});

const SIZE = (name: string, meaning: string): FieldSpec => integer(name, meaning, { unit: 'B' });
const LEN = word('kind', 'line', { LEN: 'how much waits' });
const DATA = word('kind', 'line', { DATA: 'data follows' });

/** `LEN,<0>,<1>`, `DATA,<session>,<length>` before data, `<session>,<err>` at the end (V3.00 10.2). */
const CCHRECV_LAYOUTS: Readonly<Record<string, readonly FieldSpec[]>> = {
  LEN: [LEN, SIZE('session 0', 'waiting'), SIZE('session 1', 'waiting')],
  DATA: [DATA, SESSION, SIZE('len', 'bytes that follow')],
};

/** Also pushed by itself when data is not kept. */
export const CCHRECV_LINE: LineSpec = answer('+CCHRECV', [SESSION, SSL_ERR], {
  decode: (fields) => readFields(CCHRECV_LAYOUTS[fields[0] ?? ''] ?? [SESSION, SSL_ERR], fields),
  sentence: ([first = '', second = '', third = '']) => {
    if (first === 'LEN') return `waiting: ${withUnit(second, 'B')} in session 0, ${withUnit(third, 'B')} in session 1`;
    if (first === 'DATA') return `session ${second}: ${withUnit(third, 'B')} follow`;
    return `session ${first}: ${second === '0' ? 'all is read' : failureWords('ssl', second)}`;
  },
});

/** How closing went; also reported when opening fails. */
export const CCHCLOSE_LINE: LineSpec = answer('+CCHCLOSE', [SESSION, SSL_ERR], {
  sentence: indexedOutcome('session', 'closed', 'ssl'),
});

/** TLS sockets (V3.00 10.2). */
export const CCH_SESSION_COMMANDS: readonly CommandEntry[] = [
  command({
    name: '+CCHOPEN',
    group: 'ssl',
    title: 'Open a TLS socket',
    meaning: 'OK only means accepted: the result is +CCHOPEN: <session>,0. In transparent mode it answers CONNECT.',
    forms: [
      test('AT+CCHOPEN=?'),
      read('AT+CCHOPEN?'),
      write('AT+CCHOPEN=<session_id>,<host>,<port>[,<client_type>[,<bind_type>]]', [
        SESSION,
        HOST,
        PORT('port', 'port of the server'),
        optional(CLIENT_TYPE),
        optional(BIND),
      ]),
    ],
    answers: [CCHOPEN_LINE],
    outcome: outcome('+CCHOPEN', 'ssl', AFTER_OK),
    errors: 'ssl',
    maxSeconds: 120,
    section: m3('10.2'),
  }),
  command({
    name: '+CCHSEND',
    group: 'ssl',
    title: 'Send on a TLS socket',
    meaning:
      'Asks for data with > and takes exactly as many bytes as announced. After AT+CCHSET=1,… +CCHSEND: tells later how it went.',
    forms: [
      test('AT+CCHSEND=?'),
      read('AT+CCHSEND?'),
      write('AT+CCHSEND=<session_id>,<len>', [
        SESSION,
        integer('len', 'bytes to send', { range: [[1, 2048]], unit: 'B' }),
      ]),
    ],
    answers: [answer('+CCHSEND', [SESSION, SSL_ERR], { sentence: indexedOutcome('session', 'sent', 'ssl') })],
    errors: 'ssl',
    section: m3('10.2.5'),
  }),
  command({
    name: '+CCHRECV',
    group: 'ssl',
    title: 'Receive from a TLS socket',
    meaning: 'With AT+CCHSET=…,1: the query tells how much waits, the write form reads it.',
    forms: [
      read('AT+CCHRECV?'),
      write('AT+CCHRECV=<session_id>[,<max_recv_len>]', [
        SESSION,
        optional(integer('max_recv_len', 'bytes at most', { unit: 'B' })),
      ]),
    ],
    answers: [CCHRECV_LINE],
    errors: 'ssl',
    section: m3('10.2'),
  }),
  command({
    name: '+CCHCLOSE',
    group: 'ssl',
    title: 'Close a TLS socket',
    meaning: 'The result is +CCHCLOSE: <session>,0. Settings of the session are forgotten.',
    forms: [write('AT+CCHCLOSE=<session_id>', [SESSION])],
    answers: [CCHCLOSE_LINE],
    outcome: outcome('+CCHCLOSE', 'ssl', EITHER),
    errors: 'ssl',
    section: m3('10.2'),
  }),
];
