import type { SerialRow } from '#shared/model/row.ts';
import { createAtFramer } from '#shared/protocol/at/createAtFramer.ts';
import { createDictionary } from '#shared/protocol/at/dictionary/dictionary.ts';
import { createTransactionTracker } from '#shared/protocol/at/engine/createTransactionTracker.ts';

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

/** How fast one core makes rows and transactions of a dialogue, the dictionary of a SIM7600 in hand. */
export function measureEngine(): readonly EngineReport[] {
  return [
    { name: 'publishing by CMQTT commands', ...run(PUBLISHING) },
    { name: 'queries with long answers', ...run(ASKING) },
  ];
}

function run(exchange: Exchange): Omit<EngineReport, 'name'> {
  const encoder = new TextEncoder();
  const chunks = exchange.map(([dir, text]) => ({ dir, bytes: encoder.encode(text) }));
  const framer = createAtFramer();
  const tracker = createTransactionTracker({ lookup: createDictionary('sim7600').command });
  let seq = 0;
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
        }
      }
    }
    rounds += 100;
  }
  const seconds = (performance.now() - begin) / 1000;
  const sent = exchange.filter(([dir, text]) => dir === 'tx' && text.startsWith('AT')).length;
  if (closed !== rounds * sent) throw new Error(`${rounds * sent} commands, but ${closed} transactions`);
  return { linesPerSecond: seq / seconds, megabytesPerSecond: bytes / seconds / 1e6 };
}
