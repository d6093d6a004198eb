import { generate, type Packet, parser } from 'mqtt-packet';
import { createMqttFramer } from '#shared/protocol/mqtt/framer.ts';
import { summarizePacket } from '#shared/protocol/mqtt/summary.ts';
import { decodePacket } from '#shared/protocol/mqtt/tree/decodePacket.ts';

export interface DecoderReport {
  readonly name: string;
  readonly packetsPerSecond: number;
  /** Of the parser of mqtt-packet, which aedes and MQTT.js read with, in the same run. */
  readonly ratio: number;
}

const SECONDS = 2;
const CHUNK = 16_384;
const MESSAGE = Buffer.from('{"t":21.5,"h":48.2,"battery":3.71,"rssi":-87,"uptime":86400}');

/** What a board says: readings at QoS 0 and 1, each with a user property and an expiry, acknowledged. MQTT 5.0. */
const TRAFFIC: readonly Packet[] = [
  {
    cmd: 'publish',
    topic: 'plant/7/line/3/temp',
    payload: MESSAGE,
    qos: 0,
    dup: false,
    retain: false,
    properties: { messageExpiryInterval: 600, contentType: 'application/json', userProperties: { fw: '1.4.2' } },
  },
  { cmd: 'publish', topic: 'plant/7/line/3/state', payload: MESSAGE, qos: 1, messageId: 7, dup: false, retain: true },
  { cmd: 'puback', messageId: 7, reasonCode: 16, properties: {} },
];

type Reader = (chunk: Buffer) => number;

/** How fast one core reads packets: boundaries only, in a line's worth, and in full, against the parser of mqtt-packet. */
export function measureDecoder(): readonly DecoderReport[] {
  const stream = connected();
  const readers: readonly (readonly [string, Reader])[] = [
    ['parser of mqtt-packet', packetParser()],
    ['framer', framed(() => undefined)],
    ['framer and summary', framed((bytes) => void summarizePacket(bytes, 5))],
    ['framer and field tree', framed((bytes) => void decodePacket(bytes, { level: 5 }))],
  ];
  // In turns, so that what else the machine does falls on all of them.
  const rounds = readers.map(() => ({ packets: 0, seconds: 0 }));
  const end = performance.now() + SECONDS * 1000 * readers.length;
  while (performance.now() < end) {
    for (const [at, [, read]] of readers.entries()) {
      const round = rounds[at];
      if (round === undefined) continue;
      const begin = performance.now();
      for (let from = 0; from < stream.length; from += CHUNK)
        round.packets += read(stream.subarray(from, from + CHUNK));
      round.seconds += (performance.now() - begin) / 1000;
    }
  }
  const rates = rounds.map(({ packets, seconds }) => packets / seconds);
  return readers.map(([name], at) => ({
    name,
    packetsPerSecond: rates[at] ?? 0,
    ratio: (rates[at] ?? 0) / (rates[0] ?? 1),
  }));
}

/** About a megabyte of packets. */
function connected(): Buffer {
  const once = Buffer.concat(TRAFFIC.map((packet) => generate(packet, { protocolVersion: 5 })));
  return Buffer.concat(Array.from({ length: Math.ceil(1_000_000 / once.length) }, () => once));
}

function packetParser(): Reader {
  let packets = 0;
  const reader = parser({ protocolVersion: 5 });
  reader.on('packet', () => {
    packets += 1;
  });
  return (chunk) => {
    const before = packets;
    reader.parse(chunk);
    return packets - before;
  };
}

function framed(use: (bytes: Uint8Array) => void): Reader {
  let packets = 0;
  const framer = createMqttFramer({
    from: 'client',
    onFrame: (_kind, _t, _tLast, bytes) => {
      packets += 1;
      use(bytes);
    },
  });
  framer.feed(0, generate({ cmd: 'connect', protocolVersion: 5, clientId: 'bench', clean: true, keepalive: 60 }));
  packets = 0;
  return (chunk) => {
    const before = packets;
    framer.feed(0, chunk);
    return packets - before;
  };
}
