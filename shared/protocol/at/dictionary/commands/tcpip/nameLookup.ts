import { a76Max, answer, command, m3, test, write } from '../../entryBuilders.ts';
import type { CommandEntry, FieldSpec, LineSpec } from '../../entryTypes.ts';
import { choice, integer, optional, readFields, string, withUnit } from '../../fields.ts';
import { HOST } from './socketFields.ts';

const FOUND = choice(
  'found',
  'lookup',
  { 0: 'failed', 1: 'found' },
  { judge: (raw) => (raw === '1' ? 'ok' : 'error') },
);
const CODE = integer('dns_error_code', 'reason', {
  values: { 10: 'general DNS error: the name is misspelt, or there is no data connection' },
  range: [[0, 255]],
  judge: () => 'error',
});
const ADDRESS = string('ip', 'address');

const CDNSGIP_LINE: LineSpec = answer('+CDNSGIP', [FOUND, HOST, ADDRESS], {
  decode: (fields) => readFields(fields[0] === '0' ? [FOUND, CODE] : [FOUND, HOST, ADDRESS], fields),
  sentence: ([found, host = '', address = '']) =>
    found === '1' ? `${host} is ${address}` : `name lookup failed${host === '' ? '' : `, code ${host}`}`,
});

const KIND = choice('result_type', 'line', {
  1: 'a reply',
  2: 'no reply in time',
  3: 'summary',
});
const PACKETS = (name: string, meaning: string): FieldSpec => integer(name, meaning);
const TIME = (name: string, meaning: string): FieldSpec => integer(name, meaning, { unit: 'ms' });

/** Fields by the kind of line. */
const PING_LAYOUTS: Readonly<Record<string, readonly FieldSpec[]>> = {
  1: [
    string('resolved_ip_addr', 'address'),
    integer('ping_size', 'size', { unit: 'B' }),
    TIME('rtt', 'round trip'),
    integer('TTL', 'hops left'),
  ],
  2: [],
  3: [
    PACKETS('num_pkts_sent', 'sent'),
    PACKETS('num_pkts_recvd', 'replies'),
    integer('num_pkts_lost', 'lost', { judge: (raw) => (raw === '0' ? 'ok' : 'warning') }),
    TIME('min_rtt', 'shortest round trip'),
    TIME('max_rtt', 'longest round trip'),
    TIME('avg_rtt', 'average round trip'),
  ],
};

const CPING_LINE: LineSpec = answer('+CPING', [KIND], {
  decode: (fields) => readFields([KIND, ...(PING_LAYOUTS[fields[0] ?? ''] ?? [])], fields),
  sentence: ([kind, a = '', b = '', c = '', , , average = '']) => {
    if (kind === '1') return `reply from ${a} after ${withUnit(c, 'ms')}`;
    if (kind === '2') return 'no reply in time';
    if (kind !== '3') return 'ping';
    if (b === '0') return `none of ${a} pings was answered`;
    return `${b} of ${a} pings answered, ${withUnit(average, 'ms')} on average`;
  },
});

const LIMITED = (name: string, meaning: string, from: number, to: number, value: string, unit?: string): FieldSpec =>
  optional(integer(name, meaning, { range: [[from, to]], default: value, ...(unit === undefined ? {} : { unit }) }));

/** Is the network there, and the name known? (V3.00 11.2) */
export const NAME_LOOKUP_COMMANDS: readonly CommandEntry[] = [
  command({
    name: '+CDNSGIP',
    group: 'tcpip',
    title: 'Look up a name',
    meaning: 'Asks the DNS server of the operator. 0,10 means that the lookup failed: the name, or no data connection.',
    forms: [test('AT+CDNSGIP=?'), write('AT+CDNSGIP=<domain>', [string('domain', 'host name', { length: [1, 254] })])],
    answers: [CDNSGIP_LINE],
    errors: 'tcpip',
    ...a76Max(6),
    section: m3('11.2'),
  }),
  command({
    name: '+CPING',
    group: 'tcpip',
    title: 'Ping',
    meaning: 'After OK one line per ping and a summary. Some operators and hosts answer no pings although all is well.',
    forms: [
      test('AT+CPING=?'),
      write(
        'AT+CPING=<dest_addr>,<dest_addr_type>[,<num_pings>[,<data_packet_size>[,<interval_time>[,<wait_time>[,<TTL>]]]]]',
        [
          string('dest_addr', 'name or address'),
          choice('dest_addr_type', 'address', { 1: 'IPv4', 2: 'IPv6' }),
          LIMITED('num_pings', 'how many', 1, 100, '4'),
          LIMITED('data_packet_size', 'size', 4, 188, '64', 'B'),
          LIMITED('interval_time', 'between two', 1000, 10_000, '2000', 'ms'),
          LIMITED('wait_time', 'wait for a reply', 10_000, 100_000, '10000', 'ms'),
          optional(integer('TTL', 'most hops', { range: [[16, 255]] })),
        ],
      ),
    ],
    answers: [CPING_LINE],
    errors: 'tcpip',
    ...a76Max(9),
    section: m3('11.2'),
  }),
];
