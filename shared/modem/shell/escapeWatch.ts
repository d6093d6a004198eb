/** V3.00 2.2.9: silence before and after `+++`, and the longest gap between two of them. */
export const ESCAPE_GUARD_MS = 1000;
const MAX_GAP_US = 900_000;
const PLUS = 0x2b;

export interface EscapeWatch {
  /** The bytes of the host that belong to the connection. Up to three `+` are held back until it is clear what they are. */
  feed(bytes: Uint8Array): Uint8Array;
  close(): void;
}

interface EscapeWatchPorts {
  /** Microseconds. */
  readonly now: () => number;
  readonly after: (ms: number, callback: () => void) => () => void;
  /** `+++` with its silences: the line goes to command mode. */
  readonly onEscape: () => void;
  /** Held-back bytes that were data after all. */
  readonly onData: (bytes: Uint8Array) => void;
}

/** Tells the escape sequence from data that has plus signs in it. */
export function createEscapeWatch({ now, after, onEscape, onData }: EscapeWatchPorts): EscapeWatch {
  let held = 0;
  let last = now() - ESCAPE_GUARD_MS * 1000;
  let cancel = (): void => undefined;

  const release = (): Uint8Array => {
    const bytes = new Uint8Array(held).fill(PLUS);
    held = 0;
    cancel();
    return bytes;
  };
  const wait = (): void => {
    cancel();
    cancel = after(ESCAPE_GUARD_MS, () => {
      if (held === 3) {
        held = 0;
        onEscape();
      } else {
        onData(release());
      }
    });
  };
  return {
    feed(bytes) {
      const gap = now() - last;
      last = now();
      const allPlus = bytes.every((byte) => byte === PLUS);
      const fits = held === 0 ? gap >= ESCAPE_GUARD_MS * 1000 : gap <= MAX_GAP_US;
      if (allPlus && bytes.length > 0 && fits && held + bytes.length <= 3) {
        held += bytes.length;
        wait();
        return new Uint8Array(0);
      }
      if (held === 0) return bytes;
      const before = release();
      const all = new Uint8Array(before.length + bytes.length);
      all.set(before);
      all.set(bytes, before.length);
      return all;
    },
    close: () => cancel(),
  };
}
