import type { Timer } from 'mqtt';
import type { Clock } from '#shared/base/clock.ts';

/** The repeating timer of mqtt.js' keep-alive, on the bench's clock in place of the system's. */
export function createKeepAliveTimer(clock: Pick<Clock, 'after'>): Timer {
  const cancels = new Map<number, () => void>();
  let lastId = 0;
  return {
    set(callback, delay = 0) {
      lastId += 1;
      const id = lastId;
      const arm = (): void => {
        const cancel = clock.after(delay, () => {
          arm(); // first: the callback may clear the timer
          callback();
        });
        cancels.set(id, cancel);
      };
      arm();
      return id;
    },
    clear(id) {
      cancels.get(id)?.();
      cancels.delete(id);
    },
  };
}
