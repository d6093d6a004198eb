import type { CaptureLog } from '#bench/capture/captureLog.ts';
import type { Clock } from '#shared/base/clock.ts';

/** At most one note per this many milliseconds: a client in a reconnect loop must not fill the log. */
const INTERVAL_MS = 5000;

/** Notes connections that were turned away: the first at once, then at most one every few seconds, with a count. */
export function createRefusalNotes(log: CaptureLog, clock: Clock): (text: string) => void {
  let lastAt = Number.NEGATIVE_INFINITY;
  let unsaid = 0;
  return (text) => {
    const now = clock.now() / 1000;
    if (now - lastAt < INTERVAL_MS) {
      unsaid += 1;
      return;
    }
    log.note('warning', unsaid === 0 ? text : `${text} (${unsaid} more were turned away since the last such note)`);
    lastAt = now;
    unsaid = 0;
  };
}
