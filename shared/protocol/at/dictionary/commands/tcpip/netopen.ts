import { a76Max, answer, command, execute, m3, read, test } from '../../entryBuilders.ts';
import type { CommandEntry, LineSpec } from '../../entryTypes.ts';
import { choice, readFields, text } from '../../fields.ts';
import { AFTER_OK, outcome, serviceOutcome } from '../../outcomes.ts';
import { SOCKET_ERR } from './socketFields.ts';

const STATE = choice('net_state', 'socket service', { 0: 'closed', 1: 'open' });
const opened = serviceOutcome('socket service', 'open', 'tcpip');

/**
 * `+NETOPEN: 0` and `+NETOPEN: 1` have opposite senses: as a result 0 is success and 1 a network failure, as the answer of
 * AT+NETOPEN? 0 is closed and 1 is open.
 */
const NETOPEN_LINE: LineSpec = answer('+NETOPEN', [SOCKET_ERR], {
  decode: (fields, { form }) => readFields([form === 'read' ? STATE : SOCKET_ERR], fields),
  sentence: (fields, context) => {
    if (context.form !== 'read') return opened(fields, context);
    return fields[0] === '1' ? 'socket service: open' : fields[0] === '0' ? 'socket service: closed' : 'socket service';
  },
});

/** The socket service, a layer of its own above the data connection (V3.00 11.2). */
export const NETOPEN_COMMANDS: readonly CommandEntry[] = [
  command({
    name: '+NETOPEN',
    group: 'tcpip',
    title: 'Open the socket service',
    meaning:
      'Needed before AT+CIPOPEN; AT+CGACT does not replace it. OK only means accepted: the result is +NETOPEN: 0. The query answers the other way round: 1 is open.',
    forms: [test('AT+NETOPEN=?'), read('AT+NETOPEN?'), execute('AT+NETOPEN')],
    answers: [NETOPEN_LINE],
    outcome: outcome('+NETOPEN', 'tcpip', AFTER_OK),
    errors: 'tcpip',
    maxSeconds: 120,
    section: m3('11.2'),
  }),
  command({
    name: '+NETCLOSE',
    group: 'tcpip',
    title: 'Close the socket service',
    meaning: 'Closes all sockets, then the service. OK only means accepted: the result is +NETCLOSE: 0.',
    forms: [test('AT+NETCLOSE=?'), execute('AT+NETCLOSE')],
    answers: [answer('+NETCLOSE', [SOCKET_ERR], { sentence: serviceOutcome('socket service', 'closed', 'tcpip') })],
    outcome: outcome('+NETCLOSE', 'tcpip', AFTER_OK),
    errors: 'tcpip',
    ...a76Max(120),
    section: m3('11.2'),
  }),
  command({
    name: '+IPADDR',
    group: 'tcpip',
    title: 'Address of the socket service',
    meaning: 'The IP address after AT+NETOPEN. "Network not opened" says nothing about the bearer itself.',
    forms: [test('AT+IPADDR=?'), execute('AT+IPADDR')],
    answers: [
      answer('+IPADDR', [text('ip_address', 'own address')], {
        sentence: ([address = '']) => `own address ${address === '' ? 'not given' : address}`,
      }),
    ],
    errors: 'tcpip',
    ...a76Max(9),
    section: m3('11.2'),
  }),
];
