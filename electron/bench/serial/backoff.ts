import type { Clock } from '#shared/base/clock.ts';

const FIRST_MS = 250;
const LONGEST_MS = 5000;

/** Waits before the attempt with this number, from 1: 0.25 s, doubled each time, up to 5 s. */
export const backoffMs = (attempt: number): number => Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, attempt - 1));

/** Tries again and again, with growing waits, until `attempt` answers true; the answer of this function stops it. */
export function retry(clock: Pick<Clock, 'after'>, attempt: (number: number) => Promise<boolean>): () => void {
  let stopped = false;
  let cancel = (): void => undefined;
  const plan = (number: number): void => {
    cancel = clock.after(backoffMs(number), () => {
      attempt(number).then(
        (done) => {
          if (!done && !stopped) plan(number + 1);
        },
        () => {
          if (!stopped) plan(number + 1);
        },
      );
    });
  };
  plan(1);
  return () => {
    stopped = true;
    cancel();
  };
}
