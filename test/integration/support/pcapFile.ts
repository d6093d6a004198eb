/** A stretch of one direction of a TCP connection, in the order of sending. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly bytes: Uint8Array;
}

/** Packets that begin with an IPv4 header. */
const LINKTYPE_RAW = 101;
const HEADERS = 40;
const MOST_BYTES = 60_000;

/** A pcap file of the connections between ports of this machine, as if recorded: readable by Wireshark and tshark. */
export function pcapFile(segments: readonly Segment[]): Buffer {
  const head = Buffer.alloc(24);
  head.writeUInt32LE(0xa1b2c3d4, 0);
  head.writeUInt16LE(2, 4);
  head.writeUInt16LE(4, 6);
  head.writeUInt32LE(0x40000, 16);
  head.writeUInt32LE(LINKTYPE_RAW, 20);
  const sent = new Map<string, number>();
  const sequence = (from: number, to: number): number => sent.get(`${from}>${to}`) ?? 1;
  let micros = 0;
  const frames = segments.flatMap(({ from, to, bytes }) => {
    const parts: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += MOST_BYTES) {
      const data = bytes.subarray(at, at + MOST_BYTES);
      micros += 100;
      parts.push(frame(micros, { from, to, bytes: data }, sequence(from, to), sequence(to, from)));
      sent.set(`${from}>${to}`, sequence(from, to) + data.length);
    }
    return parts;
  });
  return Buffer.concat([head, ...frames]);
}

function frame(micros: number, { from, to, bytes }: Segment, seq: number, ack: number): Buffer {
  const size = HEADERS + bytes.length;
  const record = Buffer.alloc(16 + HEADERS);
  record.writeUInt32LE(Math.floor(micros / 1_000_000), 0);
  record.writeUInt32LE(micros % 1_000_000, 4);
  record.writeUInt32LE(size, 8);
  record.writeUInt32LE(size, 12);
  const ip = record.subarray(16);
  ip[0] = 0x45;
  ip.writeUInt16BE(size, 2);
  ip[8] = 64;
  ip[9] = 6; // TCP
  ip.set([127, 0, 0, 1], 12);
  ip.set([127, 0, 0, 1], 16);
  const tcp = ip.subarray(20);
  tcp.writeUInt16BE(from, 0);
  tcp.writeUInt16BE(to, 2);
  tcp.writeUInt32BE(seq, 4);
  tcp.writeUInt32BE(ack, 8);
  tcp[12] = 0x50;
  tcp[13] = 0x18; // PSH, ACK
  tcp.writeUInt16BE(0xffff, 14);
  return Buffer.concat([record, bytes]);
}
