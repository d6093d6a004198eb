import { a76Max, answer, command, m3, read, test, write } from '../../entryBuilders.ts';
import type { CommandEntry, DecodedField, FieldSpec, LineSpec } from '../../entryTypes.ts';
import { choice, integer, optional, readField, readFields, word } from '../../fields.ts';
import { EITHER, indexedOutcome, outcome } from '../../outcomes.ts';
import { HOST, LINK, PORT, SOCKET_ERR } from './socketFields.ts';

const TYPE = (values: Readonly<Record<string, string>>): FieldSpec => word('type', 'protocol', values);

const LOCAL_PORT = PORT('localPort', 'own port');

const SERVER = integer('index', 'role', {
  values: { '-1': 'client' },
  range: [[0, 3]],
  words: (raw) => `accepted by server ${raw}`,
});

const LISTED: readonly FieldSpec[] = [
  LINK,
  TYPE({ TCP: 'TCP', UDP: 'UDP' }),
  HOST,
  PORT('port', 'port of the peer'),
  SERVER,
];

/** `0,0` tells how opening went; `0,"TCP","203.0.113.9",1883,-1` and `1` are lines of the list of AT+CIPOPEN?. */
const isListed = (fields: readonly string[]): boolean => /^[a-z]/i.test(fields[1] ?? '');

const opened = indexedOutcome('link', 'open', 'tcpip');

const CIPOPEN_LINE: LineSpec = answer('+CIPOPEN', [LINK, SOCKET_ERR], {
  decode: (fields) => readFields(isListed(fields) ? LISTED : [LINK, SOCKET_ERR], fields),
  sentence: (fields, context) => {
    const [link = '', type = '', host = '', port = ''] = fields;
    if (isListed(fields)) return `link ${link}: ${type} to ${host === '' ? 'any peer' : `${host}:${port}`}`;
    return fields.length === 1 ? `link ${link}: free` : opened(fields, context);
  },
});

const OPEN = choice('state', 'link', { 0: 'closed', 1: 'open' });

/** The ten flags of AT+CIPCLOSE?, or how closing one link went. */
const isList = (fields: readonly string[]): boolean => fields.length > 2;

const flags = (fields: readonly string[]): readonly DecodedField[] =>
  fields.map((raw, link) => ({ ...readField(OPEN, raw), name: `link ${link}` }));

const closed = indexedOutcome('link', 'closed', 'tcpip');

const CIPCLOSE_LINE: LineSpec = answer('+CIPCLOSE', [LINK, SOCKET_ERR], {
  decode: (fields) => (isList(fields) ? flags(fields) : readFields([LINK, SOCKET_ERR], fields)),
  sentence: (fields, context) => {
    if (!isList(fields)) return closed(fields, context);
    const open = fields.flatMap((raw, link) => (raw === '1' ? [String(link)] : []));
    if (open.length === 0) return 'no link is open';
    return `open: link${open.length === 1 ? '' : 's'} ${open.join(', ')}`;
  },
});

/** Opening and closing sockets (V3.00 11.2). */
export const CIPOPEN_COMMANDS: readonly CommandEntry[] = [
  command({
    name: '+CIPOPEN',
    group: 'tcpip',
    title: 'Open a socket',
    meaning:
      'After AT+NETOPEN. With TCP, OK only means accepted: the result is +CIPOPEN: <link>,0. With UDP the result comes before OK. In transparent mode (AT+CIPMODE=1) it answers CONNECT.',
    forms: [
      test('AT+CIPOPEN=?'),
      read('AT+CIPOPEN?'),
      write('AT+CIPOPEN=<link_num>,"TCP",<host>,<port>[,<localPort>]', [
        LINK,
        TYPE({ TCP: 'TCP' }),
        HOST,
        PORT('port', 'port of the peer'),
        optional(LOCAL_PORT),
      ]),
      write('AT+CIPOPEN=<link_num>,"UDP",,,<localPort>', [
        LINK,
        TYPE({ UDP: 'UDP' }),
        optional(HOST),
        optional(PORT('port', 'port of the peer')),
        LOCAL_PORT,
      ]),
    ],
    answers: [CIPOPEN_LINE],
    outcome: outcome('+CIPOPEN', 'tcpip', EITHER),
    errors: 'tcpip',
    maxSeconds: 120,
    section: m3('11.2'),
  }),
  command({
    name: '+CIPCLOSE',
    group: 'tcpip',
    title: 'Close a socket',
    meaning: 'With TCP, OK only means accepted: the result is +CIPCLOSE: <link>,0. With UDP it comes before OK.',
    forms: [test('AT+CIPCLOSE=?'), read('AT+CIPCLOSE?'), write('AT+CIPCLOSE=<link_num>', [LINK])],
    answers: [CIPCLOSE_LINE],
    outcome: outcome('+CIPCLOSE', 'tcpip', EITHER),
    errors: 'tcpip',
    ...a76Max(120),
    section: m3('11.2'),
  }),
];
