import type { Clock } from '#shared/base/clock.ts';

/** The longest wait a timer of the runtime can do; a longer one would fire at once. */
const MAX_WAIT_MS = 2_147_483_647;

/**
 * The real clock; its zero is the moment it is created. Its timers do not keep the process alive: what a bench waits for are
 * ports, sockets and views, and those do. Work that must not be lost at the end (unsaved settings) is done by `close()`.
 */
export function createSystemClock(): Clock {
  const start = performance.now();
  return {
    now: () => Math.floor((performance.now() - start) * 1000),
    wall: () => Date.now(),
    after(ms, callback) {
      const timer = setTimeout(callback, Math.min(ms, MAX_WAIT_MS));
      timer.unref();
      return () => clearTimeout(timer);
    },
  };
}
