import { CIPRXGET_LINE } from '../commands/tcpip/ciprxget.ts';
import { LINK } from '../commands/tcpip/socketFields.ts';
import { m3 } from '../entryBuilders.ts';
import type { UrcEntry } from '../entryTypes.ts';
import { choice, integer, readFields, text, withUnit } from '../fields.ts';
import { urc } from './urc.ts';

const REASONS: Readonly<Record<string, string>> = {
  0: 'closed by the modem',
  1: 'closed by the other end',
  2: 'closed because sending timed out',
};

/** A number with a colon behind it: `+RECEIVE,0,12:`. */
const SIZE = integer('length', 'bytes that follow', { unit: 'B' });
const withoutColon = (fields: readonly string[]): readonly string[] =>
  fields.map((field) => field.replace(/:.*$/s, ''));

/** Sockets (V3.00 11.2, 11.4). */
export const SOCKET_URCS: readonly UrcEntry[] = [
  urc({
    name: '+IPCLOSE',
    title: 'Socket closed',
    meaning:
      'Only this socket is lost, the data connection is not: open the socket again. 1 means that the other end hung up.',
    fields: [
      LINK,
      choice('close_reason', 'reason', REASONS, { judge: (raw) => (raw === '0' ? undefined : 'warning') }),
    ],
    sentence: ([link = '', reason = '']) =>
      `link ${link}: ${REASONS[reason] ?? `closed${reason === '' ? '' : `, reason ${reason}`}`}`,
    severity: 'warning',
    section: m3('11.4'),
  }),
  urc({
    name: '+CIPEVENT',
    title: 'Socket service',
    meaning:
      'NETWORK CLOSED UNEXPECTEDLY: the data connection is lost with all sockets. Close them, AT+NETCLOSE, AT+NETOPEN. Harmless while the modem restarts by command.',
    fields: [text('event', 'event')],
    sentence: ([event = '']) =>
      /CLOSED UNEXPECTEDLY/i.test(event) ? 'the data connection is lost, with all sockets' : `socket service: ${event}`,
    severity: 'error',
    section: m3('11.4'),
  }),
  urc({
    name: 'RECV FROM',
    title: 'Sender of received data',
    meaning: 'Data of this peer follows; AT+CIPSRIP=0 leaves the line out.',
    fields: [text('address', 'address and port')],
    sentence: ([address = '']) => `data from ${address}`,
    severity: 'ok',
    section: m3('11.2.6'),
  }),
  urc({
    name: '+IPD',
    title: 'Received data',
    meaning: 'So many bytes follow. Read them by count, not by line. AT+CIPHEAD=0 leaves the line out.',
    fields: [SIZE],
    decode: (fields) => readFields([SIZE], withoutColon(fields)),
    sentence: (fields) => `${withUnit(withoutColon(fields)[0] ?? '', 'B')} received`,
    severity: 'ok',
    section: m3('11.2.6'),
  }),
  urc({
    name: '+RECEIVE',
    title: 'Received data',
    meaning: 'So many bytes of a link follow. Read them by count, not by line. Comes with AT+CIPCCFG, HeaderType 1.',
    fields: [LINK, SIZE],
    decode: (fields) => readFields([LINK, SIZE], withoutColon(fields)),
    sentence: (fields) => {
      const [link = '', length = ''] = withoutColon(fields);
      return `link ${link}: ${withUnit(length, 'B')} received`;
    },
    severity: 'ok',
    section: m3('11.2.13'),
  }),
  urc({
    name: '+CIPRXGET',
    title: 'Data waits',
    meaning: 'Received data is kept; read it with AT+CIPRXGET=2. Not reported again before all of it is read.',
    line: CIPRXGET_LINE,
    severity: 'ok',
    section: m3('11.2.6'),
  }),
  urc({
    name: '+CLIENT',
    title: 'Client accepted',
    meaning: 'A client has connected to a server of the modem.',
    fields: [
      LINK,
      integer('server_index', 'server', { range: [[0, 3]] }),
      text('address', 'address and port of the client'),
    ],
    sentence: ([link = '', server = '', address = '']) => `link ${link}: server ${server} has accepted ${address}`,
    section: m3('11.4'),
  }),
  urc({
    name: 'CLOSED',
    title: 'Connection closed',
    meaning: 'The end of transparent mode: the other end hung up, or the link was closed by command.',
    sentence: () => 'the connection is closed',
    severity: 'warning',
    section: m3('11.2'),
  }),
];
