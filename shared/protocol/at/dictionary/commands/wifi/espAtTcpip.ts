import { answer, execute, read, write } from '../../entryBuilders.ts';
import type { CommandEntry, FieldSpec } from '../../entryTypes.ts';
import { choice, integer, optional, string, text, withUnit, word } from '../../fields.ts';
import { espAt, espAtSetting } from './espAtEntry.ts';

const section = 'ESP-AT, TCP/IP AT Commands';

const LINK = integer('link ID', 'link', { range: [[0, 4]] });
const TYPE = word('type', 'protocol', {
  TCP: 'TCP',
  TCPv6: 'TCP over IPv6',
  UDP: 'UDP',
  UDPv6: 'UDP over IPv6',
  SSL: 'TLS',
  SSLv6: 'TLS over IPv6',
});
const HOST = string('remote host', 'name or address of the peer');
const PORT: FieldSpec = integer('remote port', 'port of the peer', { range: [[1, 65_535]] });
const LOCAL = integer('local port', 'own port', { range: [[0, 65_535]] });
const MORE = [
  optional(integer('keep_alive', 'keep-alive, or own port with UDP')),
  optional(text('more', 'further settings')),
];
const LENGTH = integer('length', 'bytes to send', { range: [[1, 8192]], unit: 'B' });
const ROLE = choice('tetype', 'role', { 0: 'client', 1: 'server' });

const STATE = choice('stat', 'state', {
  0: 'not started',
  1: 'started, no Wi-Fi',
  2: 'Wi-Fi with an address',
  3: 'a connection is open',
  4: 'all connections are closed',
  5: 'no Wi-Fi',
});

const connection = (name: string) =>
  answer(name, [LINK, TYPE, HOST, PORT, LOCAL, ROLE], {
    sentence: ([link = '', type = '', host = '', port = '']) => `link ${link}: ${type} to ${host}:${port}`,
  });

/** Sockets. */
export const ESP_AT_TCPIP: readonly CommandEntry[] = [
  espAt({
    name: '+CIPSTART',
    group: 'tcpip',
    title: 'Open a connection',
    meaning: 'Answers CONNECT and OK, or ALREADY CONNECTED or CLOSED and ERROR. With AT+CIPMUX=1 the link comes first.',
    forms: [
      write('AT+CIPSTART=<type>,<remote host>,<remote port>[,<keep_alive>]', [TYPE, HOST, PORT, ...MORE]),
      write('AT+CIPSTART=<link ID>,<type>,<remote host>,<remote port>[,<keep_alive>]', [
        LINK,
        TYPE,
        HOST,
        PORT,
        ...MORE,
      ]),
    ],
    section,
  }),
  espAt({
    name: '+CIPSEND',
    group: 'tcpip',
    title: 'Send',
    meaning:
      'Answers OK and > and takes exactly as many bytes as announced, then SEND OK. Alone it begins transparent mode, until +++.',
    forms: [
      execute('AT+CIPSEND'),
      write('AT+CIPSEND=<length>', [LENGTH]),
      write('AT+CIPSEND=<link ID>,<length>', [LINK, LENGTH]),
      write('AT+CIPSEND=<link ID>,<length>,<remote host>,<remote port>', [LINK, LENGTH, HOST, PORT]),
    ],
    section,
  }),
  espAt({
    name: '+CIPCLOSE',
    group: 'tcpip',
    title: 'Close a connection',
    meaning: 'Answers CLOSED and OK; link 5 closes all.',
    forms: [
      execute('AT+CIPCLOSE'),
      write('AT+CIPCLOSE=<link ID>', [integer('link ID', 'link, 5 = all', { range: [[0, 5]] })]),
    ],
    section,
  }),
  espAtSetting(
    {
      name: '+CIPMUX',
      group: 'tcpip',
      title: 'Several connections',
      meaning: 'With 1 every line begins with the link.',
      section,
    },
    [choice('mode', 'connections', { 0: 'one', 1: 'several' })],
  ),
  espAtSetting(
    {
      name: '+CIPMODE',
      group: 'tcpip',
      title: 'Transparent mode',
      meaning: 'For one connection; AT+CIPSEND begins it, +++ ends it.',
      section,
    },
    [choice('mode', 'mode', { 0: 'commands', 1: 'transparent' })],
  ),
  espAt({
    name: '+CIPSTATUS',
    group: 'tcpip',
    title: 'State of connections',
    meaning: 'Replaced by AT+CIPSTATE and AT+CWSTATE in newer firmwares.',
    forms: [execute('AT+CIPSTATUS')],
    answers: [answer('STATUS', [STATE]), connection('+CIPSTATUS')],
    section,
  }),
  espAt({
    name: '+CIPSTATE',
    group: 'tcpip',
    title: 'Open connections',
    meaning: 'One line per connection.',
    forms: [read('AT+CIPSTATE?')],
    answers: [connection('+CIPSTATE')],
    section,
  }),
  espAt({
    name: '+CIPDOMAIN',
    group: 'tcpip',
    title: 'Look up a name',
    meaning: 'Asks the DNS server of the network.',
    forms: [write('AT+CIPDOMAIN=<domain>', [string('domain', 'name', { length: [1, 64] })])],
    answers: [
      answer('+CIPDOMAIN', [string('address', 'address')], {
        sentence: ([address = '']) => `the address is ${address}`,
      }),
    ],
    section,
  }),
  espAt({
    name: '+PING',
    group: 'tcpip',
    title: 'Ping',
    meaning: 'One ping.',
    forms: [write('AT+PING=<host>', [string('host', 'name or address')])],
    answers: [
      answer(
        '+PING',
        [text('time', 'round trip', { words: (raw) => (/^\d+$/.test(raw) ? withUnit(raw, 'ms') : 'no reply') })],
        {
          sentence: ([time = '']) => (/^\d+$/.test(time) ? `reply after ${withUnit(time, 'ms')}` : 'no reply'),
        },
      ),
    ],
    section,
  }),
  espAtSetting(
    {
      name: '+CIPSNTPCFG',
      group: 'time',
      title: 'Clock by time servers',
      meaning: 'TLS that checks dates needs it.',
      section,
    },
    [
      choice('enable', 'clock', { 0: 'off', 1: 'on' }),
      optional(integer('timezone', 'zone in hours, or in hundreds', { range: [[-1200, 1400]] })),
      optional(text('servers', 'time servers')),
    ],
  ),
  espAt({
    name: '+CIPSNTPTIME',
    group: 'time',
    title: 'Clock',
    meaning: '1970 means that no time server has answered yet.',
    forms: [read('AT+CIPSNTPTIME?')],
    answers: [
      answer('+CIPSNTPTIME', [
        text('time', 'date and time', { judge: (raw) => (/ 1970$/.test(raw) ? 'warning' : 'ok') }),
      ]),
    ],
    section,
  }),
];
