import type { Clock } from '#shared/base/clock.ts';
import type { StreamHandlers } from '#shared/contract/contract.ts';
import type { CaptureLog } from './captureLog.ts';
import { rowItems } from './rowItems.ts';

interface RowStreamDeps {
  readonly log: CaptureLog;
  readonly clock: Clock;
}

/**
 * Serves `log.rows`: rows that match, in order, as fast as the view gives credits and no faster. The work is done in short
 * steps, on a timer, a credit or new rows, so that neither a slow view nor a long search holds up the capture.
 */
export const createRowStream =
  ({ log, clock }: RowStreamDeps): StreamHandlers['log.rows'] =>
  (input, sink) => {
    const work = rowItems({ log, clock, sink, opened: log.lastSeq }, input);
    let cancelTimer: (() => void) | undefined;
    let closed = false;
    let stepping = false;
    /** Credits came while a step was under way: a wire may answer within `push`. */
    let woken = false;

    const step = (): void => {
      if (closed || cancelTimer !== undefined) return;
      if (stepping) {
        woken = true;
        return;
      }
      stepping = true;
      do {
        woken = false;
        const { done, value: ms } = work.next();
        if (closed) return;
        if (done === true) {
          close();
          sink.end();
        } else if (ms !== undefined) startTimer(ms);
      } while (woken && !closed && cancelTimer === undefined);
      stepping = false;
    };
    const startTimer = (ms: number): void => {
      cancelTimer = clock.after(ms, () => {
        cancelTimer = undefined;
        step();
      });
    };
    const stopListening = log.onAppend(step);
    const close = (): void => {
      closed = true;
      cancelTimer?.();
      stopListening();
    };

    sink.onCredit(step);
    // Not at once: the view learns that the stream is open before its first item.
    startTimer(0);
    return close;
  };
