import { answer, command, read, test, write } from '../entryBuilders.ts';
import type { CommandEntry } from '../entryTypes.ts';
import { integer, optional, string } from '../fields.ts';
import { ADDRESS, APN, AUTH_TYPE, COMPRESSION, contextSentence, PDP_TYPE } from './contextFields.ts';

const SOCKET_CID = integer('cid', 'context', { range: [[1, 24]] });

/** Contexts of the older socket service (V1.01), which newer manuals leave out. */
export const SOCKET_CONTEXT_COMMANDS: readonly CommandEntry[] = [
  command({
    name: '+CGSOCKCONT',
    families: ['sim7600'],
    group: 'packet-domain',
    title: 'Context of the sockets (older)',
    meaning:
      'APN of the older socket service. Newer manuals leave it out, the firmware still takes it: use AT+CGDCONT.',
    forms: [
      test('AT+CGSOCKCONT=?'),
      read('AT+CGSOCKCONT?'),
      write('AT+CGSOCKCONT=<cid>[,<PDP_type>[,<APN>[,<PDP_addr>[,<d_comp>[,<h_comp>]]]]]', [
        SOCKET_CID,
        ...[PDP_TYPE, APN, ADDRESS, ...COMPRESSION].map(optional),
      ]),
    ],
    answers: [
      answer('+CGSOCKCONT', [SOCKET_CID, PDP_TYPE, APN, ADDRESS, ...COMPRESSION], { sentence: contextSentence }),
    ],
    caution: { forms: ['write'], why: 'kept over a reset: with the wrong APN sockets do not open any more' },
    section: 'V1.01',
  }),
  command({
    name: '+CSOCKSETPN',
    group: 'packet-domain',
    title: 'Context the sockets use',
    meaning: 'Which context AT+NETOPEN uses.',
    forms: [test('AT+CSOCKSETPN=?'), read('AT+CSOCKSETPN?'), write('AT+CSOCKSETPN=<cid>', [SOCKET_CID])],
    answers: [answer('+CSOCKSETPN', [SOCKET_CID])],
    section: 'V1.01',
  }),
  command({
    name: '+CSOCKAUTH',
    families: ['sim7600'],
    group: 'packet-domain',
    title: 'User name and password of the sockets (older)',
    meaning: 'As AT+CGAUTH, for the older socket service. Drivers disagree on the order of user and password.',
    forms: [
      test('AT+CSOCKAUTH=?'),
      read('AT+CSOCKAUTH?'),
      write('AT+CSOCKAUTH=<cid>[,<auth_type>[,<first>[,<second>]]]', [
        SOCKET_CID,
        optional(AUTH_TYPE),
        optional(string('first', 'password or user name', { secret: true })),
        optional(string('second', 'user name or password', { secret: true })),
      ]),
    ],
    answers: [
      answer('+CSOCKAUTH', [
        SOCKET_CID,
        AUTH_TYPE,
        string('first', 'password or user name', { secret: true }),
        string('second', 'user name or password', { secret: true }),
      ]),
    ],
    caution: { forms: ['write'], why: 'kept over a reset: with wrong credentials sockets do not open any more' },
    section: 'V1.01',
  }),
];
