import { answer, command, m3, test, write } from '../../entryBuilders.ts';
import type { CommandEntry, DecodedField, FieldSpec, LineSpec } from '../../entryTypes.ts';
import { integer, optional, readFields, string, withUnit } from '../../fields.ts';
import { LINK, PORT } from './socketFields.ts';

const LENGTH: FieldSpec = integer('length', 'bytes to send', { range: [[1, 1500]], unit: 'B' });

const REQUESTED = integer('reqSendLength', 'bytes asked for', { unit: 'B' });

const CONFIRMED = integer('cnfSendLength', 'bytes taken', {
  values: { '-1': 'none: the link is disconnected', 0: 'none: the send buffer is full' },
  range: [[-1, 1500]],
  unit: 'B',
});

/** Success is to have taken as many bytes as were asked for; no field is an error code (V3.00 11.2.5). */
const CIPSEND_LINE: LineSpec = answer('+CIPSEND', [LINK, REQUESTED, CONFIRMED], {
  decode: (fields) =>
    readFields([LINK, REQUESTED, CONFIRMED], fields).map((decoded, index): DecodedField => {
      if (index !== 2 || decoded.severity !== undefined || decoded.raw === '') return decoded;
      return { ...decoded, severity: decoded.raw === fields[1] ? 'ok' : decoded.raw === '0' ? 'warning' : 'error' };
    }),
  sentence: ([link = '', requested = '', confirmed = '']) => {
    if (confirmed === '-1') return `link ${link}: disconnected, nothing was sent`;
    if (confirmed === '0') return `link ${link}: the send buffer is full, nothing was taken: send it again later`;
    if (!/^\d+$/.test(confirmed)) return `link ${link}: not said how much was sent`;
    if (confirmed === requested) return `link ${link}: ${withUnit(confirmed, 'B')} sent`;
    return `link ${link}: only ${confirmed} of ${withUnit(requested, 'B')} were taken, the link cannot be used any more`;
  },
});

const COUNT = (name: string, meaning: string): FieldSpec => integer(name, meaning, { unit: 'B' });

/** Sending on a socket (V3.00 11.2.5). */
export const CIPSEND_COMMANDS: readonly CommandEntry[] = [
  command({
    name: '+CIPSEND',
    group: 'tcpip',
    title: 'Send on a socket',
    meaning:
      'Asks for data with >. With a length exactly so many bytes are taken, whatever they are; without it Ctrl-Z ends them and Esc cancels. +CIPSEND: tells later how many were sent.',
    forms: [
      test('AT+CIPSEND=?'),
      write('AT+CIPSEND=<link_num>,[<length>]', [LINK, optional(LENGTH)]),
      write('AT+CIPSEND=<link_num>,[<length>],<serverIP>,<serverPort>', [
        LINK,
        optional(LENGTH),
        string('serverIP', 'address of the peer, UDP only'),
        PORT('serverPort', 'port of the peer'),
      ]),
    ],
    answers: [CIPSEND_LINE],
    errors: 'tcpip',
    maxSeconds: 120,
    section: m3('11.2.5'),
  }),
  command({
    name: '+CIPACK',
    group: 'tcpip',
    title: 'Bytes sent and acknowledged',
    meaning: 'Counters of a TCP link: the difference between sent and acknowledged is still on its way.',
    forms: [test('AT+CIPACK=?'), write('AT+CIPACK=<link_num>', [LINK])],
    answers: [
      answer(
        '+CIPACK',
        [
          COUNT('sent_data_size', 'sent'),
          COUNT('ack_data_size', 'acknowledged by the peer'),
          COUNT('recv_data_size', 'received'),
        ],
        {
          sentence: ([sent = '', acked = '', received = '']) =>
            `${sent} B sent, ${acked} B of them acknowledged, ${received} B received`,
        },
      ),
    ],
    errors: 'tcpip',
    section: m3('11.2'),
  }),
];
