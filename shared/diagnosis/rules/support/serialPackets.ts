import type { SerialRow } from '../../../model/row.ts';
import { type PacketSummary, summarizePacket } from '../../../protocol/mqtt/summary.ts';
import type { Capture } from '../../types.ts';
import { dataBytes } from './dataBytes.ts';
import { wholeNumber } from './select.ts';

/** An MQTT packet that a firmware made itself and sent through a socket, or got back. */
export interface SerialPacket {
  /** The row in which it begins. */
  readonly row: SerialRow;
  /** Number of the socket. */
  readonly socket: number;
  readonly link: number;
  readonly packet: PacketSummary;
  readonly bytes: Uint8Array;
  /** Behind the start of the data it was sent with. */
  readonly offset: number;
}

const SENDS: ReadonlySet<string> = new Set(['+CIPSEND', '+CCHSEND']);

/** MQTT over sockets, in order: from the first CONNECT a socket carries. */
export function serialPackets(capture: Capture): readonly SerialPacket[] {
  const found: SerialPacket[] = [];
  const speaking = new Set<string>();
  const links = new Set<number>();
  const take = (row: SerialRow, socket: number, bytes: Uint8Array): void => {
    for (let offset = 0; offset < bytes.length; ) {
      const rest = bytes.subarray(offset);
      const packet = summarizePacket(rest, 4);
      found.push({ row, socket, link: row.link, packet, bytes: rest, offset });
      if (packet.size < 2 || !packet.complete) return;
      offset += packet.size;
    }
  };
  const sends = new Map(
    capture.transactions.flatMap((each) =>
      SENDS.has(each.name ?? '') && each.data !== null ? each.data.seqs.map((seq) => [seq, each] as const) : [],
    ),
  );
  for (const { row, seq } of capture.serial) {
    const send = sends.get(seq);
    if (send !== undefined) {
      if (send.data?.seqs[0] !== seq) continue;
      const socket = wholeNumber(send.args[0]) ?? 0;
      const bytes = dataBytes(capture, send) ?? new Uint8Array();
      const key = `${row.link} ${socket}`;
      if (beginsMqtt(bytes)) {
        speaking.add(key);
        links.add(row.link);
      }
      if (speaking.has(key)) take(row, socket, bytes);
    } else if (row.dir === 'rx' && row.kind === 'payload' && links.has(row.link)) {
      const bytes = hexText(row.bytes) ?? row.bytes;
      if (summarizePacket(bytes, 4).problems.length === 0) take(row, 0, bytes);
    }
  }
  return found;
}

/** A CONNECT: its type, and the protocol name right behind the length. */
export const beginsMqtt = (bytes: Uint8Array): boolean => {
  if (bytes[0] !== 0x10) return false;
  const packet = summarizePacket(bytes, 4);
  return packet.type === 'CONNECT' && (packet.protocolName === 'MQTT' || packet.protocolName === 'MQIsdp');
};

/** `20020000` as AT+CIPRXGET=3 gives data; null when it is no hex text. */
function hexText(bytes: Uint8Array): Uint8Array | null {
  const text = String.fromCharCode(...bytes.subarray(0, 3000)).trim();
  if (bytes.length > 3000 || !/^(?:[0-9a-f]{2}){2,}$/i.test(text)) return null;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
