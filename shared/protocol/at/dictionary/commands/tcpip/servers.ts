import { answer, command, m3, read, test, write } from '../../entryBuilders.ts';
import type { CommandEntry } from '../../entryTypes.ts';
import { integer } from '../../fields.ts';
import { EITHER, indexedOutcome, outcome } from '../../outcomes.ts';
import { PORT, SOCKET_ERR } from './socketFields.ts';

const SERVER = integer('server_index', 'server', { range: [[0, 3]] });
const LISTEN = PORT('port', 'port to listen on');

/** TCP servers; operators usually let no connection in (V3.00 11.2). */
export const SERVER_COMMANDS: readonly CommandEntry[] = [
  command({
    name: '+SERVERSTART',
    group: 'tcpip',
    title: 'Start a TCP server',
    meaning:
      'After AT+NETOPEN. Clients are reported as +CLIENT:. The address of a SIM is seldom reachable from outside.',
    forms: [
      test('AT+SERVERSTART=?'),
      read('AT+SERVERSTART?'),
      write('AT+SERVERSTART=<port>,<server_index>', [LISTEN, SERVER]),
    ],
    answers: [
      answer('+SERVERSTART', [SERVER, LISTEN], {
        sentence: ([server = '', port = '']) => `server ${server}: listening on port ${port}`,
      }),
    ],
    errors: 'tcpip',
    section: m3('11.2'),
  }),
  command({
    name: '+SERVERSTOP',
    group: 'tcpip',
    title: 'Stop a TCP server',
    meaning: 'Closes the server and what it accepted.',
    forms: [test('AT+SERVERSTOP=?'), write('AT+SERVERSTOP=<server_index>', [SERVER])],
    answers: [answer('+SERVERSTOP', [SERVER, SOCKET_ERR], { sentence: indexedOutcome('server', 'stopped', 'tcpip') })],
    outcome: outcome('+SERVERSTOP', 'tcpip', EITHER),
    errors: 'tcpip',
    section: m3('11.2'),
  }),
];
