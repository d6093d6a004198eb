import { HEADER_INCOMPLETE, packetTypeOf, readPacketSize } from '../fixedHeader.ts';
import { noteOf } from '../rules/rules.ts';
import type { Sender } from '../tables/packetTypes.ts';
import { decodePacket } from './decodePacket.ts';
import type { DecodedPacket } from './fieldNode.ts';
import { guessLevel } from './guessLevel.ts';
import { createPacketOrder } from './packetOrder.ts';

export interface DecodeOptions {
  /** The connection's, until a CONNECT says otherwise. Without one it is guessed, and a note on the first packet says so. */
  readonly level?: 3 | 4 | 5;
  /** Who sent the bytes, when they are one direction of a connection from its beginning. */
  readonly from?: Sender;
}

/** Decodes the packets of an input one by one. */
export interface PacketReader {
  /** The next packet; null when nothing is left that is one. */
  next(): DecodedPacket | null;
  /** Bytes at the end that are in no packet: the beginning of a fixed header. 0 before the end is reached. */
  readonly trailing: number;
}

export interface DecodedPackets {
  readonly packets: readonly DecodedPacket[];
  /** Bytes at the end of the input that are in no packet: the beginning of a fixed header. */
  readonly trailing: number;
}

/**
 * Any number of packets of one connection, one behind the other. A packet that the input cuts is decoded as far as it goes
 * (`complete` false: decode again from its offset when there is more). Where no packet can begin, everything left is one
 * packet INVALID: behind it there are no boundaries any more. Nothing throws.
 */
export function decodePackets(bytes: Uint8Array, options: DecodeOptions = {}): DecodedPackets {
  const reader = createPacketReader(bytes, options);
  const packets: DecodedPacket[] = [];
  for (let packet = reader.next(); packet !== null; packet = reader.next()) packets.push(packet);
  return { packets, trailing: reader.trailing };
}

/** The same for an input too long to keep all of its trees. */
export function createPacketReader(bytes: Uint8Array, { level: given, from }: DecodeOptions = {}): PacketReader {
  const order = createPacketOrder(from ?? null);
  const guessed = given ?? guessLevel(bytes);
  let level: 3 | 4 | 5 = guessed ?? 4;
  let known = given !== undefined || guessed === null;
  let at = 0;
  let trailing = 0;

  const decodeNext = (end: number): DecodedPacket => {
    const notes = order.check(bytes[at] ?? 0, level, at);
    const isConnect = packetTypeOf(bytes[at] ?? 0) === CONNECT;
    if (!known && !isConnect) {
      known = true;
      const problem = `no CONNECT before it and no version given: read as MQTT ${level === 5 ? '5.0' : '3.1.1'}`;
      notes.push(noteOf('levelGuessed', level, at, problem));
    }
    const options = { level, offset: at, notes, ...(from === undefined ? {} : { from }) };
    const packet = decodePacket(bytes.subarray(at, end), options);
    if (isConnect && packet.level !== 0) level = packet.level;
    return packet;
  };

  return {
    get trailing() {
      return trailing;
    },
    next() {
      if (at >= bytes.length) return null;
      const size = readPacketSize(bytes, at, bytes.length);
      const isPacket = size > 0 && packetTypeOf(bytes[at] ?? 0) !== 0;
      if (size === HEADER_INCOMPLETE && packetTypeOf(bytes[at] ?? 0) !== 0) {
        trailing = bytes.length - at;
        return null;
      }
      const end = isPacket ? Math.min(at + size, bytes.length) : bytes.length;
      const packet = decodeNext(end);
      at = end;
      return packet;
    },
  };
}

const CONNECT = 1;
