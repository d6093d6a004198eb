export interface SlowPacketNoteOptions {
  readonly limitMs: number;
  readonly progress: () => { readonly pendingSize: number; readonly packetsIn: number };
  /** One packet takes longer than the limit. Called once a connection. `size`: declared bytes. */
  readonly onSlow: (size: number) => void;
}

/** Tells of a client that sends a packet so slowly that it looks stuck: to the broker it is merely silent. */
export function createSlowPacketNote({ limitMs, progress, onSlow }: SlowPacketNoteOptions): {
  /** `now` in milliseconds. */
  check(now: number): void;
} {
  let since: number | null = null;
  let packets = -1;
  let told = false;
  return {
    check(now) {
      if (told) return;
      const { pendingSize, packetsIn } = progress();
      if (pendingSize === 0 || packetsIn !== packets) {
        packets = packetsIn;
        since = pendingSize === 0 ? null : now;
        return;
      }
      since ??= now;
      if (now - since < limitMs) return;
      told = true;
      onSlow(pendingSize);
    },
  };
}
