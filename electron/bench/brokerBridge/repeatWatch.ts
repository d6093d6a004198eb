import type { Clock } from '#shared/base/clock.ts';

const WINDOW_US = 1_000_000;
/** So often in a second nobody says the same on purpose; a message that goes round does it hundreds of times. */
const MANY = 100;
/** Told again at the earliest after this. */
const QUIET_US = 30_000_000;
const MAX_WATCHED = 1000;
/** Bytes of the payload that are compared. */
const COMPARED = 64;

/**
 * Notices a message that is passed on again and again: the bridge itself sends none back, but another bridge between the same
 * two brokers may. Answers true when that is to be told.
 */
export function createRepeatWatch(clock: Pick<Clock, 'now'>): (topic: string, payload: Uint8Array) => boolean {
  const counts = new Map<string, number>();
  let since = 0;
  let toldAt = Number.NEGATIVE_INFINITY;
  return (topic, payload) => {
    const now = clock.now();
    if (now - since > WINDOW_US) {
      counts.clear();
      since = now;
    }
    const key = `${topic}\0${payload.length}\0${payload.subarray(0, COMPARED).join()}`;
    const count = (counts.get(key) ?? 0) + 1;
    if (count > 1 || counts.size < MAX_WATCHED) counts.set(key, count);
    if (count < MANY || now - toldAt < QUIET_US) return false;
    toldAt = now;
    return true;
  };
}
