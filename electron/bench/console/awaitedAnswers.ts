import type { Clock } from '#shared/base/clock.ts';
import { type Err, err, type Result } from '#shared/base/result.ts';

/** Seconds a broker may take to acknowledge something. */
export const ANSWER_TIMEOUT_S = 10;
/** Messages and requests that may wait for their acknowledgement at once. */
const MAX_WAITING = 64;

export interface AwaitedAnswers {
  /**
   * Waits for what `start` hands to its callback; `late` is the result when it does not come in time, `failed` when the
   * connection ends first or too many answers are awaited already (`limit` is the broker's own limit, if it has one).
   */
  wait<T, Code extends string>(
    late: Err<Code>,
    start: (settle: (result: Result<T, Code | 'failed'>) => void) => void,
    limit?: number,
  ): Promise<Result<T, Code | 'failed'>>;
  /** The connection is gone: no answer will come. */
  giveUp(): void;
}

/** What a connection still waits for. Every wait ends: by its answer, by the clock or with the connection. */
export function createAwaitedAnswers(clock: Pick<Clock, 'after'>): AwaitedAnswers {
  const waiting = new Set<() => void>();
  let over = false;
  const wait = <T, Code extends string>(
    late: Err<Code>,
    start: (settle: (result: Result<T, Code | 'failed'>) => void) => void,
    limit = MAX_WAITING,
  ): Promise<Result<T, Code | 'failed'>> => {
    if (over) return Promise.resolve(err('failed', 'The connection is gone.'));
    if (waiting.size >= Math.min(limit, MAX_WAITING)) {
      return Promise.resolve(err('failed', `The broker still owes ${waiting.size} answers: wait for them first.`));
    }
    return new Promise((resolve) => {
      const settle = (result: Result<T, Code | 'failed'>): void => {
        if (!waiting.delete(abandon)) return;
        cancel();
        resolve(result);
      };
      const abandon = (): void => settle(err('failed', 'The connection ended before the broker answered.'));
      const cancel = clock.after(ANSWER_TIMEOUT_S * 1000, () => settle(late));
      waiting.add(abandon);
      start(settle);
    });
  };
  return {
    wait,
    giveUp() {
      over = true;
      for (const abandon of [...waiting]) abandon();
    },
  };
}
