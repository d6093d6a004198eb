import type { NetAddress } from '../../modemNetwork.ts';

/** Bytes as one stream segment or datagram brought them. */
export interface Received {
  readonly bytes: Uint8Array;
  readonly from: NetAddress;
}

/** What a socket received and the host does not have yet, bounded. */
export interface ReceiveQueue {
  /** Keeps the bytes as far as there is room; the answer is how many were lost. */
  put(bytes: Uint8Array, from: NetAddress): number;
  /** The next bytes, from several pieces if need be. */
  take(most: number): Uint8Array;
  /** The next piece, at most so long; what is left of it stays. Null: nothing waits. */
  takePiece(most: number): Received | null;
  clear(): void;
  readonly length: number;
}

export function createReceiveQueue(limit: number): ReceiveQueue {
  const pieces: Received[] = [];
  let length = 0;

  const takePiece = (most: number): Received | null => {
    const [first] = pieces;
    if (first === undefined) return null;
    const bytes = first.bytes.subarray(0, most);
    if (bytes.length < first.bytes.length) pieces[0] = { from: first.from, bytes: first.bytes.subarray(most) };
    else pieces.shift();
    length -= bytes.length;
    return { bytes, from: first.from };
  };
  return {
    put(bytes, from) {
      const kept = bytes.slice(0, limit - length);
      if (kept.length > 0) pieces.push({ bytes: kept, from });
      length += kept.length;
      return bytes.length - kept.length;
    },
    take(most) {
      const bytes = new Uint8Array(Math.min(most, length));
      for (let at = 0; at < bytes.length; ) {
        const piece = takePiece(bytes.length - at);
        if (piece === null) break;
        bytes.set(piece.bytes, at);
        at += piece.bytes.length;
      }
      return bytes;
    },
    takePiece,
    clear() {
      pieces.length = 0;
      length = 0;
    },
    get length() {
      return length;
    },
  };
}
