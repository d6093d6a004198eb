import type { Clock } from '#shared/base/clock.ts';

/** Changes within this many milliseconds are told together. */
const GATHER_MS = 100;
/** How often counters that move by themselves are looked at. */
const COUNTER_MS = 500;

export interface ChangeBeat {
  /** Something changed: it is told soon. */
  touch(): void;
  close(): void;
}

export interface ChangeBeatOptions {
  readonly clock: Pick<Clock, 'after'>;
  readonly publish: () => void;
  /** A number that moves with every count; null while nothing can move. */
  readonly counted: () => number | null;
}

/** Tells of changes a few times a second at most, and of counters that move without anybody saying so. */
export function createChangeBeat({ clock, publish, counted }: ChangeBeatOptions): ChangeBeat {
  let cancelTold: (() => void) | null = null;
  let cancelLook: (() => void) | null = null;
  let told: number | null = null;
  let closed = false;

  const tell = (): void => {
    cancelTold = null;
    told = counted();
    publish();
    watch();
  };
  const watch = (): void => {
    if (cancelLook !== null || told === null || closed) return;
    cancelLook = clock.after(COUNTER_MS, () => {
      cancelLook = null;
      const now = counted();
      if (now !== told) touch();
      else watch();
    });
  };
  const touch = (): void => {
    if (!closed) cancelTold ??= clock.after(GATHER_MS, tell);
  };
  return {
    touch,
    close() {
      closed = true;
      cancelTold?.();
      cancelLook?.();
    },
  };
}
