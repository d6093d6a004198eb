import { a76Max, answer, command, execute, m3, read, test, write } from '../entryBuilders.ts';
import type { AtFamily, CommandEntry, FieldSpec } from '../entryTypes.ts';
import { choice, integer, optional, string, text } from '../fields.ts';
import { ADDRESS, APN, AUTH_TYPE, COMPRESSION, contextSentence, PDP_TYPE } from './contextFields.ts';
import { bearerAddress } from './ipAddress.ts';

const CONTEXT_EXTRAS: readonly FieldSpec[] = [
  ...COMPRESSION,
  choice('ipv4_ctrl', 'how an IPv4 address is asked for', { 0: 'by signalling', 1: 'by DHCP' }),
  choice('request_type', 'use', { 0: 'new or handover', 1: 'emergency', 2: 'new' }),
  choice('P-CSCF', 'how the call server is found', { 0: 'any way', 1: 'by signalling', 2: 'by DHCP' }),
  choice('IM_CN', 'only for call signalling', { 0: 'no', 1: 'yes' }),
];

const ACTIVE = (name: string): FieldSpec => choice(name, 'state', { 0: 'not active', 1: 'active' });
const ATTACHED = choice(
  'state',
  'attached to packet data',
  { 0: 'detached', 1: 'attached' },
  {
    judge: (raw) => (raw === '0' ? 'warning' : 'ok'),
  },
);

const USER = optional(string('user', 'user name'));
const PASSWORD = optional(string('passwd', 'password', { secret: true }));

const BEARER = string('address', 'address of this context', {
  words: bearerAddress,
  judge: (raw) => (/^0(\.0)*$/.test(raw) ? 'note' : undefined),
});

/** Contexts are numbered differently in the two families. */
const CONTEXT_RANGE: Readonly<Record<'sim7600' | 'a76xx', FieldSpec['range'] & {}>> = {
  sim7600: [
    [1, 24],
    [100, 179],
  ],
  a76xx: [[1, 15]],
};

function perFamily(family: 'sim7600' | 'a76xx'): readonly CommandEntry[] {
  const families: readonly AtFamily[] = [family];
  const old = family === 'sim7600';
  const section = (ofM3: string, ofA76: string): string => (old ? m3(ofM3) : `A76XX V1.09 ${ofA76}`);
  const CID = integer('cid', 'context', { range: CONTEXT_RANGE[family] });
  return [
    command({
      name: '+CGDCONT',
      families,
      group: 'packet-domain',
      title: 'Packet data context',
      meaning:
        'Connection type and APN of a context; kept over a reset. With the number alone the context is removed. Contexts 2 and 3 are usually ims and sos.',
      forms: [
        test('AT+CGDCONT=?'),
        read('AT+CGDCONT?'),
        write(
          'AT+CGDCONT=<cid>[,<PDP_type>[,<APN>[,<PDP_addr>[,<d_comp>[,<h_comp>[,<ipv4_ctrl>[,<request_type>[,<P-CSCF>[,<IM_CN>]]]]]]]]]',
          [CID, ...[PDP_TYPE, APN, ADDRESS, ...CONTEXT_EXTRAS].map(optional)],
        ),
        execute('AT+CGDCONT'),
      ],
      answers: [answer('+CGDCONT', [CID, PDP_TYPE, APN, ADDRESS, ...CONTEXT_EXTRAS], { sentence: contextSentence })],
      ...a76Max(9),
      caution: { forms: ['write'], why: 'kept over a reset: with the wrong APN the modem gets no data any more' },
      section: section('8.2.4', '5.2.5'),
    }),
    command({
      name: '+CGAUTH',
      families,
      group: 'packet-domain',
      title: 'User name and password of a context',
      meaning: 'Only with type 1 to 3 are they used. The password comes before the user name.',
      forms: [
        test('AT+CGAUTH=?'),
        read('AT+CGAUTH?'),
        write('AT+CGAUTH=<cid>[,<auth_type>[,<passwd>[,<user>]]]', [CID, optional(AUTH_TYPE), PASSWORD, USER]),
        execute('AT+CGAUTH'),
      ],
      answers: [answer('+CGAUTH', [CID, AUTH_TYPE, USER, PASSWORD])],
      ...a76Max(9),
      caution: { forms: ['write'], why: 'kept over a reset: with wrong credentials the network refuses the context' },
      section: section('8.2.15', '5.2.16'),
    }),
    command({
      name: '+CGACT',
      families,
      group: 'packet-domain',
      title: 'Activate a context',
      meaning:
        'Raises or ends the connection to the network. The sockets of AT+NETOPEN are another layer above it; on LTE the first context is always active.',
      forms: [
        test('AT+CGACT=?'),
        read('AT+CGACT?'),
        write('AT+CGACT=<state>[,<cid>]', [ACTIVE('state'), optional(CID)]),
      ],
      answers: [
        answer('+CGACT', [CID, ACTIVE('state')], {
          sentence: ([cid = '', state = '']) => `context ${cid} ${state === '1' ? 'active' : 'not active'}`,
        }),
      ],
      ...a76Max(9),
      section: section('8.2.3', '5.2.4'),
    }),
    command({
      name: '+CGPADDR',
      families,
      group: 'packet-domain',
      title: 'Address of a context',
      meaning: 'The address the network gave. SIM7600 prints it without quotes, the manual with.',
      forms: [test('AT+CGPADDR=?'), write('AT+CGPADDR=<cid>', [CID]), execute('AT+CGPADDR')],
      answers: [
        answer('+CGPADDR', [CID, BEARER, { ...BEARER, name: 'address 2', meaning: 'IPv6 address' }], {
          forms: ['execute', 'write'],
          sentence: ([cid = '', address = '']) =>
            address === '' ? `context ${cid} has no address` : `context ${cid}: ${bearerAddress(address)}`,
        }),
      ],
      ...a76Max(9),
      section: section('8.2.12', '5.2.13'),
    }),
  ];
}

/** Packet data (V3.00 chapter 8). */
export const PACKET_DOMAIN_COMMANDS: readonly CommandEntry[] = [
  ...perFamily('sim7600'),
  ...perFamily('a76xx'),
  command({
    name: '+CGATT',
    group: 'packet-domain',
    title: 'Attach to packet data',
    meaning: 'Whether the modem is attached to packet data. Detaching on LTE means leaving the network.',
    forms: [test('AT+CGATT=?'), read('AT+CGATT?'), write('AT+CGATT=<state>', [ATTACHED])],
    answers: [answer('+CGATT', [ATTACHED])],
    ...a76Max(9),
    section: m3('8.2.2'),
  }),
  command({
    name: '+CGEREP',
    group: 'packet-domain',
    title: 'Reports of packet data',
    meaning: 'Whether +CGEV: tells when the network or the modem attaches, detaches, opens or closes a context.',
    forms: [
      test('AT+CGEREP=?'),
      read('AT+CGEREP?'),
      write('AT+CGEREP=<mode>[,<bfr>]', [
        choice('mode', 'reports', { 0: 'kept back', 1: 'dropped in data mode', 2: 'kept back in data mode' }),
        optional(choice('bfr', 'reports kept back', { 0: 'dropped', 1: 'sent' })),
      ]),
      execute('AT+CGEREP'),
    ],
    answers: [
      answer('+CGEREP', [
        choice('mode', 'reports', { 0: 'kept back', 1: 'dropped in data mode', 2: 'kept back in data mode' }),
        choice('bfr', 'reports kept back', { 0: 'dropped', 1: 'sent' }),
      ]),
    ],
    section: m3('8.2.14'),
  }),
  command({
    name: '+CGDATA',
    group: 'packet-domain',
    title: 'Data mode',
    meaning: 'Opens the context and turns the port over to PPP: CONNECT, then frames.',
    forms: [
      test('AT+CGDATA=?'),
      write('AT+CGDATA=<L2P>[,<cid>]', [string('L2P', 'protocol'), optional(integer('cid', 'context'))]),
    ],
    answers: [answer('+CGDATA', [text('L2P', 'protocols')], { forms: ['test'] })],
    section: m3('8.2.11'),
  }),
];
