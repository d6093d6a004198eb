import { createAtFramer } from '#shared/protocol/at/createAtFramer.ts';

export interface FramerReport {
  readonly name: string;
  readonly linesPerSecond: number;
  readonly megabytesPerSecond: number;
}

const encoder = new TextEncoder();
/** One publish by CMQTT commands: nine lines of the modem, five writes of the host. */
const DIALOGUE: readonly (readonly ['tx' | 'rx', string])[] = [
  ['tx', 'AT+CSQ\r'],
  ['rx', 'AT+CSQ\r\r\n+CSQ: 21,99\r\n\r\nOK\r\n'],
  ['tx', 'AT+CMQTTTOPIC=0,12\r'],
  ['rx', '\r\n>'],
  ['tx', 'plant/7/temp'],
  ['rx', '\r\nOK\r\n'],
  ['tx', 'AT+CMQTTPAYLOAD=0,9\r'],
  ['rx', '\r\n>'],
  ['tx', '{"t":215}'],
  ['rx', '\r\nOK\r\n'],
  ['tx', 'AT+CMQTTPUB=0,1,60\r'],
  ['rx', '\r\nOK\r\n\r\n+CMQTTPUB: 0,0\r\n'],
];
const SECONDS = 2;

/** How fast one core cuts a dialogue into rows: in the pieces a driver writes, and byte by byte. */
export function measureFramer(): readonly FramerReport[] {
  const whole = DIALOGUE.map(([dir, text]) => ({ dir, bytes: encoder.encode(text) }));
  const single = whole.flatMap(({ dir, bytes }) => [...bytes].map((byte) => ({ dir, bytes: Uint8Array.of(byte) })));
  return [
    { name: 'a dialogue in whole lines', ...run(whole) },
    { name: 'the same byte by byte', ...run(single) },
  ];
}

function run(chunks: readonly { dir: 'tx' | 'rx'; bytes: Uint8Array }[]): Omit<FramerReport, 'name'> {
  const framer = createAtFramer();
  let lines = 0;
  let bytes = 0;
  let t = 0;
  const begin = performance.now();
  const end = begin + SECONDS * 1000;
  while (performance.now() < end) {
    for (let round = 0; round < 100; round += 1) {
      for (const chunk of chunks) {
        t += 10;
        lines += framer.feed(chunk.dir, t, chunk.bytes).length;
        bytes += chunk.bytes.length;
      }
    }
  }
  const seconds = (performance.now() - begin) / 1000;
  return { linesPerSecond: lines / seconds, megabytesPerSecond: bytes / seconds / 1e6 };
}
