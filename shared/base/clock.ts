/** The bench's one clock. Handed in, so that tests own the time. */
export interface Clock {
  /** Monotonic microseconds since the session began (integer). */
  now(): number;
  /** Wall clock, milliseconds since the epoch. */
  wall(): number;
  /** Calls back once after `ms`; the answer cancels. */
  after(ms: number, callback: () => void): () => void;
}
