import type { Clock } from '#shared/base/clock.ts';

/** A clock that stands still until it is told to move. */
export interface FakeClock extends Clock {
  /** Moves on by `ms` and calls every timer that falls due, in order, each at its own time. */
  advance(ms: number): void;
  /** The same, and lets pending promises settle before the first timer and after each one. */
  run(ms: number): Promise<void>;
  /** Timers not yet due. */
  readonly pending: number;
}

interface Timer {
  readonly due: number;
  readonly callback: () => void;
}

/** Starts at 0 µs; `wall` is the wall clock at that moment, in milliseconds since the epoch. */
export function createFakeClock(wall = Date.UTC(2026, 0, 2, 3, 4, 5)): FakeClock {
  let now = 0;
  let timers: readonly Timer[] = [];

  /** Goes to the next timer due up to `end`, or to `end` itself. False when `end` is reached. */
  const step = (end: number): boolean => {
    let next: Timer | undefined;
    for (const timer of timers) {
      if (timer.due <= end && (next === undefined || timer.due < next.due)) next = timer;
    }
    if (next === undefined) {
      now = Math.max(now, end);
      return false;
    }
    const due = next;
    timers = timers.filter((timer) => timer !== due);
    now = Math.max(now, due.due);
    due.callback();
    return true;
  };

  return {
    now: () => now,
    wall: () => wall + Math.floor(now / 1000),
    after(ms, callback) {
      const timer = { due: now + Math.round(Math.max(0, ms) * 1000), callback };
      timers = [...timers, timer];
      return () => {
        timers = timers.filter((candidate) => candidate !== timer);
      };
    },
    advance(ms) {
      const end = now + Math.round(ms * 1000);
      while (step(end));
    },
    async run(ms) {
      const end = now + Math.round(ms * 1000);
      await settle();
      while (step(end)) await settle();
      await settle();
    },
    get pending() {
      return timers.length;
    },
  };
}

/** Lets promise callbacks run, also those that wait for one turn of the event loop. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
