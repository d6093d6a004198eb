/** Pseudo-random numbers that are the same on every run (xorshift32). */
export function createRandom(seed: number): (below: number) => number {
  let state = seed | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** Bytes of every value. */
export function randomBytes(length: number, seed: number): Uint8Array {
  const random = createRandom(seed);
  return Uint8Array.from({ length }, () => random(256));
}

/** The same bytes in pieces of 1 to `longest` bytes. */
export function* inPieces(bytes: Uint8Array, longest: number, seed: number): Generator<Uint8Array> {
  const random = createRandom(seed);
  for (let at = 0; at < bytes.length; ) {
    const end = Math.min(bytes.length, at + 1 + random(longest));
    yield bytes.subarray(at, end);
    at = end;
  }
}
