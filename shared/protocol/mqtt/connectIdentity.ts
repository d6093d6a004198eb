import { decodeUtf8 } from '../../base/utf8.ts';
import type { MqttLevel } from '../../model/row.ts';

export interface ConnectIdentity {
  /** '' when the client leaves the choice to the server. */
  readonly clientId: string;
  /** 0 for a level that is none of 3.1, 3.1.1 and 5.0. */
  readonly level: MqttLevel;
}

/**
 * Who speaks and how, from a CONNECT packet, without decoding the rest: the capture needs it once per connection, on the
 * hot path. Null when the packet ends too early to tell.
 */
export function readConnectIdentity(packet: Uint8Array): ConnectIdentity | null {
  let pos = afterVarint(packet, 1);
  pos += 2 + u16(packet, pos);
  const level = (packet[pos] ?? 0) & 0x7f; // the top bit marks a bridge (Mosquitto's private use)
  pos += 4; // level, flags, keep alive
  if (level === 5) {
    const lengthAt = pos;
    pos = afterVarint(packet, lengthAt);
    pos += varint(packet, lengthAt);
  }
  const length = u16(packet, pos);
  pos += 2;
  if (pos + length > packet.length) return null;
  return {
    clientId: decodeUtf8(packet.subarray(pos, pos + length)),
    level: level === 3 || level === 4 || level === 5 ? level : 0,
  };
}

const u16 = (bytes: Uint8Array, pos: number): number => ((bytes[pos] ?? 0) << 8) | (bytes[pos + 1] ?? 0);

function afterVarint(bytes: Uint8Array, start: number): number {
  let pos = start;
  while (pos < start + 3 && (bytes[pos] ?? 0) >= 0x80) pos += 1;
  return pos + 1;
}

function varint(bytes: Uint8Array, start: number): number {
  let value = 0;
  for (let pos = start; pos < afterVarint(bytes, start); pos += 1) {
    value += ((bytes[pos] ?? 0) & 0x7f) * 128 ** (pos - start);
  }
  return value;
}
