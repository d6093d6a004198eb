import { answer, command, m3, read, test, write } from '../../entryBuilders.ts';
import type { CommandEntry, FieldSpec } from '../../entryTypes.ts';
import { choice, integer } from '../../fields.ts';

/** A setting of the socket service: asked with `?`, set with `=`. */
const setting = (
  name: string,
  title: string,
  meaning: string,
  parameters: readonly FieldSpec[],
  section = '11.2',
): CommandEntry =>
  command({
    name,
    group: 'tcpip',
    title,
    meaning,
    forms: [
      test(`AT${name}=?`),
      read(`AT${name}?`),
      write(`AT${name}=${parameters.map((field) => `<${field.name}>`).join(',')}`, parameters),
    ],
    answers: [answer(name, parameters)],
    errors: 'tcpip',
    section: m3(section),
  });

const MILLISECONDS = (name: string, meaning: string): FieldSpec =>
  integer(name, meaning, { range: [[3000, 120_000]], unit: 'ms', default: '120000' });

/** Settings of the socket service (V3.00 11.2). */
export const SOCKET_SETTINGS: readonly CommandEntry[] = [
  setting(
    '+CIPMODE',
    'Transparent mode',
    'Must be set before AT+NETOPEN. In transparent mode only link 0 exists, AT+CIPOPEN answers CONNECT and the line carries raw data until +++.',
    [choice('mode', 'mode', { 0: 'commands', 1: 'transparent' }, { default: '0' })],
  ),
  setting('+CIPHEAD', 'Header of received data', 'Whether pushed data is announced with +IPD<length>.', [
    choice('mode', 'header', { 0: 'none', 1: '+IPD<length>' }, { default: '1' }),
  ]),
  setting('+CIPSRIP', 'Sender of received data', 'Whether pushed data is announced with RECV FROM:<address>:<port>.', [
    choice('mode', 'sender line', { 0: 'none', 1: 'RECV FROM:<address>:<port>' }, { default: '1' }),
  ]),
  setting('+CIPSENDMODE', 'When sending counts as done', 'Whether +CIPSEND: waits for the peer to acknowledge.', [
    choice('mode', '+CIPSEND: comes', { 0: 'when the data is buffered', 1: 'when the peer has acknowledged' }),
  ]),
  setting('+CIPTIMEOUT', 'Time limits', 'How long opening the service, opening a socket and sending may take.', [
    MILLISECONDS('netopen_timeout', 'for AT+NETOPEN'),
    MILLISECONDS('cipopen_timeout', 'for AT+CIPOPEN'),
    MILLISECONDS('cipsend_timeout', 'for AT+CIPSEND'),
  ]),
  setting(
    '+CIPCCFG',
    'Socket options',
    'errMode 0 makes +IP ERROR a number, HeaderType 1 announces data with +RECEIVE,<link>,<length> in place of +IPD.',
    [
      integer('NmRetry', 'retransmissions of a packet', { range: [[0, 10]], default: '10' }),
      integer('DelayTm', 'delay before received data is told', { range: [[0, 1000]], unit: 'ms' }),
      choice('Ack', 'always 0', { 0: 'unused' }),
      choice('errMode', 'errors of +IP ERROR', { 0: 'as numbers', 1: 'in words' }, { default: '1' }),
      choice('HeaderType', 'received data is announced with', { 0: '+IPD', 1: '+RECEIVE,<link>,<length>' }),
      choice('AsyncMode', 'commands are executed', { 0: 'synchronously', 1: 'asynchronously' }),
      integer('TimeoutVal', 'least retransmission time', { range: [[500, 120_000]], unit: 'ms' }),
    ],
    '11.2.13',
  ),
  setting('+CIPDNSSET', 'Name lookup', 'Retries and time limits of name lookups, also of those of AT+CIPOPEN.', [
    integer('max_net_retries', 'retries of the network', { range: [[0, 3]], default: '3' }),
    integer('net_timeout', 'time limit of the network', { unit: 'ms', default: '30000' }),
    integer('max_query_retries', 'retries of the query', { range: [[0, 7]], default: '7' }),
  ]),
];
