/** What the host may send ahead while the modem is busy: its receive buffer. What is beyond is lost, as on a real one. */
export const INPUT_LIMIT = 65_536;

export interface InputQueue {
  put(bytes: Uint8Array): void;
  /** The next byte; only while `length` > 0. */
  take(): number;
  takeAll(): Uint8Array;
  /** The next byte, which stays; null: nothing waits. */
  peek(): number | null;
  clear(): void;
  readonly length: number;
  /** Bytes lost because the queue was full. */
  readonly lost: number;
}

/** Bytes waiting to be read, in order, bounded. */
export function createInputQueue(limit = INPUT_LIMIT): InputQueue {
  const ring = new Uint8Array(limit);
  let from = 0;
  let length = 0;
  let lost = 0;

  const take = (): number => {
    if (length === 0) throw new RangeError('nothing is waiting');
    const byte = ring[from] ?? 0;
    from = (from + 1) % limit;
    length -= 1;
    return byte;
  };
  return {
    put(bytes) {
      const room = Math.min(bytes.length, limit - length);
      for (let i = 0; i < room; i += 1) ring[(from + length + i) % limit] = bytes[i] ?? 0;
      length += room;
      lost += bytes.length - room;
    },
    take,
    takeAll() {
      const bytes = new Uint8Array(length);
      for (let i = 0; i < bytes.length; i += 1) bytes[i] = take();
      return bytes;
    },
    peek: () => (length === 0 ? null : (ring[from] ?? 0)),
    clear() {
      length = 0;
    },
    get length() {
      return length;
    },
    get lost() {
      return lost;
    },
  };
}
