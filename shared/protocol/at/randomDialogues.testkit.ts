import fc from 'fast-check';
import { encodeUtf8 } from '../../base/utf8.ts';
import type { AtlogRecord } from '../../model/atlog.ts';
import { captures, latin1 } from './framer.testkit.ts';

/** Seeded, so that a failure comes again. */
export const RUNS = { seed: 20_251, numRuns: 400 };

/** What a SIM7600 link carries, and what makes a framer stumble: pieces to build dialogues from. */
const TX_PIECES = [
  'AT\r',
  'AT\r\n',
  'ATE0\r',
  'ATV0\r',
  'A/',
  'A/AT+CSQ\r',
  'AT+CSQ\r',
  'AT+CREG?\r\n',
  'AT+CMQTTTOPIC=0,5\r',
  'AT+CMQTTPAYLOAD=0,12\r\n',
  'AT+CIPSEND=0,\r',
  'AT+CMGS="+1"\r',
  'AT+HTTPDATA=4,10\r',
  'AT+CIPOPEN=0,"TCP","h.example",1883\r',
  'ATD*99#\r',
  'AT+NETOPEN\r',
  'AT+CIPRXGET=2,0,9\r',
  'AT+MQTTPUBRAW=0,"t",3,0,0\r\n',
  'plant',
  '{"t":1}',
  '\x1a',
  '\x1b',
  '\x03\x1a',
  '+++',
  'abc\n',
  '\r',
  '\n',
  '~\xff}#\xc0!~',
  '\xf9\x03\x3f\x01\x1c\xf9',
  '\x00\xff',
  'AT+C',
  'SQ\r',
] as const;
const RX_PIECES = [
  '\r\nOK\r\n',
  '\r\nERROR\r\n',
  '0\r',
  '4\r',
  '\r\n> ',
  '\r\n>',
  '\r\n  >>',
  'abc\r\nCLOSED\r\nabc',
  '\r\nDOWNLOAD\r\n',
  'AT\r',
  'AT+CSQ\r',
  'AT+CREG?\r',
  '\r\n+CSQ: 22,99\r\n',
  '\r\n+CREG: 0,1\r\n',
  '\r\n+CREG: 1\r\n',
  '\r\n+NETOPEN: 0AT+CSQ\r',
  '\r\n+NETOPEN: 0\r\n',
  '\r\n+CMQTTRXTOPIC: 0,5\r\na/OK\r\r\n',
  '\r\n+CMQTTRXPAYLOAD: 0,6\r\n\r\nOK\r\n',
  '+CIPRXGET: 2,0,4,0\r\n\x10\x02\r\n',
  '+CIPRXGET: 2,0,4,0data',
  '+CIPRXGET: 3,0,2,0\r\n2002',
  '+IPD4\r\nabcd',
  '+IPD,0,3:abc',
  '+RECEIVE,0,4:\r\n1234',
  '+MQTTSUBRECV:0,"a,b",5,hello',
  '\r\nCONNECT 115200\r\n',
  '\r\nNO CARRIER\r\n',
  '\r\nCLOSED\r\n',
  '\r\nRDY\r\n',
  '\xf8\x00\xc0\xfe\x80',
  '~\xff\x03\xc0!\x01~',
  '\xf9\x03\x73\x01\xd7\xf9',
  '\r\r\n',
  '\n',
  ' ',
  '+CM',
  'Q',
  '\r',
  '+CMT: "+1",,"25/01/01"\r\nhello\r\n',
  'login: ',
  '+COPS: 0,0,"Телеком",7\r\n',
] as const;

/** Whole exchanges, so that data and raw modes are entered and left in order. */
const EXCHANGES: readonly (readonly string[])[] = [
  ['>AT+CSQ\r', '<AT+CSQ\r\r\n+CSQ: 22,99\r\n\r\nOK\r\n'],
  ['>AT+CMQTTTOPIC=0,5\r\n', '<\r\n> ', '>plant', '<\r\nOK\r\n'],
  ['>AT+CMQTTPAYLOAD=0,24\r', '<\r\n>', '>{"t":1}', '>AT+CMQTTPUB=0,1,60\r', '<\r\nOK\r\n'],
  ['>AT+CIPSEND=0,2\r', '>\xc0\x00', '<\r\n>\r\nOK\r\n\r\n+CIPSEND: 0,2,2\r\n'],
  ['>AT+CIPSEND=0,\r', '<\r\n>', '>a\x03\x1ab\x1a', '<\r\nOK\r\n'],
  ['>AT+QFOO="x"\r', '<\r\n> ', '>some data', '<\r\nOK\r\n'],
  ['>AT+HTTPDATA=4,10\r', '<\r\nDOWNLOAD\r\n', '>1234AT\r', '<\r\nOK\r\n'],
  ['>ATD*99#\r', '<\r\nCONNECT\r\n', '>~\xff}#\xc0!~', '<~\xff}#\xc0!~', '<\r\nNO CARRIER\r\n'],
  ['>AT+CIPOPEN=0,"TCP","h.example",1\r', '<\r\nCONNECT\r\n', '>raw', '<data\r\nOK\r\n', '>+++', '<\r\nOK\r\n'],
  ['>ATO\r', '<\r\nCONNECT\r\n', '<abc\r\nNO CAR', '<RIER\r\n'],
  ['>ATV0\r', '<0\r', '>AT+CSQ\r', '<+CSQ: 1,99\r\n0\r'],
  ['>AT+NETOPEN\r', '<AT+NETOPEN\r\r\nOK\r\n', '>AT+IPADDR\r', '<\r\n+NETOPEN: 0AT+IPADDR\r\r\n+IPADDR: 10.0.0.2\r\n'],
];

interface Step {
  readonly dir: 'tx' | 'rx';
  readonly text: string;
  /** Microseconds since the step before. */
  readonly wait: number;
}

const wait = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(0, 0, 1, 900, 20_000) },
  { weight: 2, arbitrary: fc.constantFrom(39_999, 40_000, 40_001, 50_000, 60_000, 950_000, 1_100_000) },
  { weight: 1, arbitrary: fc.constantFrom(1_999_999, 2_000_000, 2_500_000, 200_000_000) },
);
const piece = (dir: 'tx' | 'rx'): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 12, arbitrary: dir === 'tx' ? fc.constantFrom(...TX_PIECES) : fc.constantFrom(...RX_PIECES) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 12 }).map((bytes) => String.fromCharCode(...bytes)) },
  );
const step: fc.Arbitrary<Step> = fc
  .constantFrom('tx' as const, 'rx' as const)
  .chain((dir) => fc.record({ dir: fc.constant(dir), text: piece(dir), wait }));

const exchange: fc.Arbitrary<readonly Step[]> = fc
  .record({ parts: fc.constantFrom(...EXCHANGES), waits: fc.array(wait, { minLength: 6, maxLength: 6 }) })
  .map(({ parts, waits }) =>
    parts.map((part, i) => ({ dir: part.startsWith('>') ? 'tx' : 'rx', text: part.slice(1), wait: waits[i] ?? 0 })),
  );
const steps: fc.Arbitrary<readonly Step[]> = fc
  .array(fc.oneof({ weight: 2, arbitrary: exchange }, { weight: 3, arbitrary: step.map((one) => [one]) }), {
    maxLength: 25,
  })
  .map((parts) => parts.flat());

/** Timed bytes of both directions of a link, put together at random. */
export const recording: fc.Arbitrary<readonly AtlogRecord[]> = steps.map((list) => {
  let t = 0;
  return list.map(({ dir, text, wait: pause }) => {
    t += pause;
    return { t, dir, bytes: /^[\0-\xff]*$/.test(text) ? latin1(text) : encodeUtf8(text) };
  });
});

/** A real dialogue with bytes changed, lost and doubled. */
export const damaged: fc.Arbitrary<readonly AtlogRecord[]> = fc
  .record({
    capture: fc.constantFrom(...captures),
    damage: fc.array(
      fc.record({ at: fc.nat(2000), how: fc.constantFrom('flip', 'drop', 'double', 'cut'), by: fc.nat(255) }),
      {
        maxLength: 12,
      },
    ),
  })
  .map(({ capture, damage }) =>
    damage.reduce<readonly AtlogRecord[]>((list, { at, how, by }) => {
      const index = at % list.length;
      return list.map((record, i) => (i === index ? { ...record, bytes: harm(record.bytes, at, how, by) } : record));
    }, capture.records),
  );

function harm(bytes: Uint8Array, at: number, how: string, by: number): Uint8Array {
  const i = bytes.length === 0 ? 0 : at % bytes.length;
  if (how === 'flip') return bytes.map((byte, k) => (k === i ? byte ^ by : byte));
  if (how === 'drop') return Uint8Array.from([...bytes.subarray(0, i), ...bytes.subarray(i + 1)]);
  if (how === 'double') return Uint8Array.from([...bytes, ...bytes]);
  return bytes.slice(0, i);
}
