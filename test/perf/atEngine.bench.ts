import type { SerialRow } from '#shared/model/row.ts';
import { createAtFramer } from '#shared/protocol/at/createAtFramer.ts';
import { createDictionary, type Dictionary } from '#shared/protocol/at/dictionary/dictionary.ts';
import { createTransactionTracker } from '#shared/protocol/at/engine/createTransactionTracker.ts';
import { rowText } from '#shared/protocol/at/engine/rowLine.ts';

export interface EngineReport {
  readonly name: string;
  readonly linesPerSecond: number;
  readonly megabytesPerSecond: number;
}

type Exchange = readonly (readonly ['tx' | 'rx', string])[];

/** One publish by CMQTT commands, and what a modem reports by itself meanwhile. */
const PUBLISHING: Exchange = [
  ['tx', 'AT+CSQ\r'],
  ['rx', 'AT+CSQ\r\r\n+CSQ: 21,99\r\n\r\nOK\r\n'],
  ['tx', 'AT+CMQTTTOPIC=0,12\r'],
  ['rx', 'AT+CMQTTTOPIC=0,12\r\r\n>'],
  ['tx', 'plant/7/temp'],
  ['rx', '\r\nOK\r\n'],
  ['tx', 'AT+CMQTTPAYLOAD=0,9\r'],
  ['rx', 'AT+CMQTTPAYLOAD=0,9\r\r\n+CREG: 1\r\n>'],
  ['tx', '{"t":215}'],
  ['rx', '\r\nOK\r\n'],
  ['tx', 'AT+CMQTTPUB=0,1,60\r'],
  ['rx', 'AT+CMQTTPUB=0,1,60\r\r\nOK\r\n\r\n+CMQTTPUB: 0,0\r\n'],
];
/** The longest answers: a network scan and a profile. */
const ASKING: Exchange = [
  ['tx', 'AT+COPS?;+CPSI?;+CGDCONT?\r'],
  ['rx', 'AT+COPS?;+CPSI?;+CGDCONT?\r\r\n+COPS: 0,0,"Example Telecom",7\r\n'],
  ['rx', '\r\n+CPSI: LTE,Online,262-01,0x182D,12401,27,EUTRAN-BAND3,1300,4,4,-178,-1185,-789,7\r\n'],
  ['rx', '\r\n+CGDCONT: 1,"IP","iot.example","0.0.0.0",0,0,0,0\r\n+CGDCONT: 2,"IPV4V6","ims","",0,0,0,0\r\n\r\nOK\r\n'],
];
const SECONDS = 2;

/**
 * How fast one core makes rows and transactions of a dialogue, and reads every command and line of it with the dictionary
 * of a SIM7600. The view reads single lines only; a report over a whole capture reads most.
 */
export function measureEngine(): readonly EngineReport[] {
  return [
    { name: 'publishing by CMQTT commands', ...run(PUBLISHING, false) },
    { name: 'the same, every line decoded', ...run(PUBLISHING, true) },
    { name: 'queries with long answers', ...run(ASKING, false) },
    { name: 'the same, every line decoded', ...run(ASKING, true) },
  ];
}

function run(exchange: Exchange, decoding: boolean): Omit<EngineReport, 'name'> {
  const encoder = new TextEncoder();
  const chunks = exchange.map(([dir, text]) => ({ dir, bytes: encoder.encode(text) }));
  const framer = createAtFramer();
  const dictionary = createDictionary('sim7600');
  const tracker = createTransactionTracker({ lookup: dictionary.command });
  let seq = 0;
  let read = 0;
  let bytes = 0;
  let t = 0;
  let closed = 0;
  let rounds = 0;
  const begin = performance.now();
  const end = begin + SECONDS * 1000;
  while (performance.now() < end) {
    for (let round = 0; round < 100; round += 1) {
      for (const chunk of chunks) {
        t += 10;
        bytes += chunk.bytes.length;
        for (const framed of framer.feed(chunk.dir, t, chunk.bytes)) {
          seq += 1;
          const row: SerialRow = { ...framed, seq, lane: 'serial', link: 1, text: '' };
          for (const { kind } of tracker.feed(row)) if (kind === 'closed') closed += 1;
          if (decoding) read += fieldsRead(dictionary, row);
        }
      }
    }
    rounds += 100;
  }
  const seconds = (performance.now() - begin) / 1000;
  const sent = exchange.filter(([dir, text]) => dir === 'tx' && text.startsWith('AT')).length;
  if (closed !== rounds * sent) throw new Error(`${rounds * sent} commands, but ${closed} transactions`);
  if (decoding && read < seq) throw new Error(`${seq} lines, but only ${read} fields were read`);
  return { linesPerSecond: seq / seconds, megabytesPerSecond: bytes / seconds / 1e6 };
}

/** Reads a line as the inspector does; how many fields and sentences came of it. */
function fieldsRead(dictionary: Dictionary, row: SerialRow): number {
  const line = rowText(row.bytes);
  if (row.kind === 'prompt' || row.kind === 'payload') return 0;
  if (row.kind === 'command' || row.kind === 'echo') return dictionary.explainCommand(line).args.length + 1;
  return (dictionary.decodeLine(line)?.length ?? 0) + (dictionary.explainLine(line) === null ? 0 : 1);
}
