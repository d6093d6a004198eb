/**
 * Collects the pieces of one packet that lies across chunks. Beyond KEEP_SIZE it grows with what arrives, not with what was
 * announced.
 */
export interface PartBuffer {
  readonly length: number;
  /** About so many bytes will come in all: saves growing step by step. */
  expect(bytes: number): void;
  /** Takes bytes[start … end). The caller keeps the sum within the limit. */
  append(bytes: Uint8Array, start: number, end: number): void;
  /** What is held; valid until the next append or clear. */
  view(): Uint8Array;
  clear(): void;
}

const FIRST_SIZE = 256;
/**
 * A larger buffer is given back when it was emptied: ten thousand idle connections must not each keep their largest. Enough
 * for what a modem sends at most (10,240 bytes of payload with SIM7600).
 */
const KEEP_SIZE = 16_384;

export function createPartBuffer(limit: number): PartBuffer {
  let buffer: Uint8Array | undefined;
  let used = 0;

  const grown = (needed: number): Uint8Array => {
    const old = buffer;
    if (old !== undefined && needed <= old.length) return old;
    const larger = new Uint8Array(
      Math.max(needed, Math.min(limit, (old?.length ?? 0) * 2), Math.min(limit, FIRST_SIZE)),
    );
    if (old !== undefined) larger.set(old.subarray(0, used));
    buffer = larger;
    return larger;
  };

  return {
    get length() {
      return used;
    },
    expect(bytes) {
      grown(Math.min(bytes, KEEP_SIZE));
    },
    append(bytes, start, end) {
      const needed = used + end - start;
      const target = grown(needed);
      target.set(start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end), used);
      used = needed;
    },
    view: () => buffer?.subarray(0, used) ?? new Uint8Array(0),
    clear() {
      used = 0;
      if (buffer !== undefined && buffer.length > KEEP_SIZE) buffer = undefined;
    },
  };
}
