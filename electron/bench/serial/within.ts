import type { Clock } from '#shared/base/clock.ts';

/**
 * Waits for something of the outside world, but not for longer than `ms`. `fallback` answers for it when it takes longer,
 * and when it rejects; what it does later is ignored.
 */
export function within<T>(clock: Pick<Clock, 'after'>, ms: number, work: Promise<T>, fallback: T): Promise<T> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, () => resolve(fallback));
    const settle = (value: T): void => {
      cancel();
      resolve(value);
    };
    work.then(settle, () => settle(fallback));
  });
}
