import { HEADER_INCOMPLETE, LENGTH_TOO_LONG, MAX_FIXED_HEADER, packetTypeOf, readPacketSize } from './fixedHeader.ts';
import { formatPacketPart } from './packetPart.ts';
import { createPartBuffer } from './partBuffer.ts';
import { guessStrayProtocol } from './strayProtocol.ts';

/** The most bytes one row holds. A longer packet becomes several rows, see packetPart.ts. */
export const MAX_ROW_BYTES = 262_144;

/**
 * Takes what the framer cut. `bytes` is a view that is valid during the call only. `text` is '' for a whole packet, `part
 * n of m` for a piece of a long one, and for `malformed` why, in words.
 */
export type FrameSink = (
  kind: 'packet' | 'malformed',
  t: number,
  tLast: number,
  bytes: Uint8Array,
  text: string,
) => void;

export interface MqttFramerOptions {
  /** Who sends: a client's stream begins with CONNECT, a server's with CONNACK (or AUTH, MQTT 5.0 section 4.12). */
  readonly from: 'client' | 'server';
  readonly onFrame: FrameSink;
  /** Default MAX_ROW_BYTES; at least a fixed header. */
  readonly maxRowBytes?: number;
}

/**
 * Cuts one direction of an MQTT connection into rows; finds boundaries only. Concatenated, the rows give back the stream.
 * The same bytes give the same `packet` rows in whatever chunks they come. Once the stream is not MQTT there are no
 * boundaries any more: from there on every chunk is a `malformed` row (several if longer than the cap).
 */
export interface MqttFramer {
  /** `t`: microseconds at which the chunk was read or written. */
  feed(t: number, chunk: Uint8Array): void;
  /** The connection closed: what is left of an incomplete packet comes out as a `malformed` row. */
  flush(): void;
  /** Declared size of the packet now being received, 0 between packets or while its length is not known. */
  readonly pendingSize: number;
  readonly malformed: boolean;
}

const CONNECT = 1;
const CONNACK = 2;
const AUTH = 15;

export function createMqttFramer(options: MqttFramerOptions): MqttFramer {
  const { from, onFrame } = options;
  const maxRowBytes = Math.max(options.maxRowBytes ?? MAX_ROW_BYTES, MAX_FIXED_HEADER);
  let malformed = false;
  let first = true;
  // The packet at hand when it did not lie whole in one chunk: its size (0 = length not known yet), what of it came out in
  // earlier parts, and what is held.
  const held = createPartBuffer(maxRowBytes);
  let size = 0;
  let sent = 0;
  let tFirst = 0;
  let tLast = 0;

  /** Why no packet can begin with this byte; '' when one can. */
  const refuseStart = (byte: number): string => {
    const type = packetTypeOf(byte);
    if (first) {
      if (from === 'client' && type !== CONNECT) return 'does not begin with CONNECT [MQTT-3.1.0-1]';
      if (from === 'client' && byte !== 0x10) return 'CONNECT with reserved flags set [MQTT-2.2.2-1]';
      if (from === 'server' && type !== CONNACK && type !== AUTH) return 'does not begin with CONNACK [MQTT-3.2.0-1]';
    }
    return type === 0 ? 'packet type 0 is reserved (3.1.1 section 2.2.1)' : '';
  };

  const emitMalformed = (t: number, last: number, bytes: Uint8Array, text: string): void => {
    for (let pos = 0; pos < bytes.length; pos += maxRowBytes) {
      onFrame('malformed', t, last, bytes.subarray(pos, pos + maxRowBytes), text);
    }
  };
  const lose = (t: number, last: number, bytes: Uint8Array, reason: string): void => {
    const stray = first ? guessStrayProtocol(bytes) : '';
    malformed = true;
    emitMalformed(t, last, bytes, stray === '' ? `not MQTT: ${reason}` : `not MQTT: ${reason}; it looks like ${stray}`);
  };

  /** Holds what is needed of the chunk from `pos`; gives the new position. Emits the packet, or its parts, when full. */
  const hold = (t: number, chunk: Uint8Array, pos: number): number => {
    if (size === 0) {
      // Byte by byte, so that nothing of the next packet is taken in before the length is known.
      held.append(chunk, pos, pos + 1);
      tLast = t;
      size = readPacketSize(held.view(), 0, held.length);
      if (size === LENGTH_TOO_LONG) {
        const bytes = joined(held.view(), chunk.subarray(pos + 1));
        held.clear();
        size = 0;
        lose(tFirst, t, bytes, 'remaining length of more than four bytes');
        return chunk.length;
      }
      if (size === held.length) finish();
      else if (size !== HEADER_INCOMPLETE) held.expect(Math.min(size, maxRowBytes));
      return pos + 1;
    }
    const wanted = Math.min(size - sent, maxRowBytes) - held.length;
    const taken = Math.min(wanted, chunk.length - pos);
    held.append(chunk, pos, pos + taken);
    tLast = t;
    if (taken === wanted) finish();
    return pos + taken;
  };
  const finish = (): void => {
    const parts = Math.ceil(size / maxRowBytes);
    const text = parts === 1 ? '' : formatPacketPart(Math.floor(sent / maxRowBytes) + 1, parts);
    sent += held.length;
    onFrame('packet', tFirst, tLast, held.view(), text);
    held.clear();
    tFirst = tLast;
    if (sent === size) {
      size = 0;
      sent = 0;
    }
  };

  return {
    feed(t, chunk) {
      const end = chunk.length;
      let pos = 0;
      if (malformed) {
        emitMalformed(t, t, chunk, 'not MQTT: follows the malformed bytes');
        return;
      }
      while (pos < end) {
        if (held.length === 0 && sent === 0) {
          const refusal = refuseStart(chunk[pos] ?? 0);
          if (refusal !== '') {
            lose(t, t, chunk.subarray(pos), refusal);
            return;
          }
          const whole = readPacketSize(chunk, pos, end);
          if (whole > 0 && whole <= maxRowBytes && pos + whole <= end) {
            first = false;
            onFrame('packet', t, t, whole === end ? chunk : chunk.subarray(pos, pos + whole), '');
            pos += whole;
            continue;
          }
          tFirst = t;
        } else if (held.length === 0) {
          tFirst = t;
        }
        pos = hold(t, chunk, pos);
        first = false;
      }
    },
    flush() {
      if (malformed || (held.length === 0 && sent === 0)) return;
      const got = sent + held.length;
      malformed = true;
      const text = size === 0 ? 'cut off inside the fixed header' : `cut off after ${got} of ${size} bytes`;
      onFrame('malformed', tFirst, tLast, held.view(), text);
      held.clear();
      size = 0;
    },
    get pendingSize() {
      return size;
    },
    get malformed() {
      return malformed;
    },
  };
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}
