import type { Clock } from '#shared/base/clock.ts';
import type { NoteKind } from '#shared/model/row.ts';

/** At most one note per this many milliseconds: a client in a reconnect loop must not fill the log. */
const INTERVAL_MS = 5000;

/** Notes connections that were turned away: the first at once, then at most one every few seconds, with a count. */
export function createRefusalNotes(note: (kind: NoteKind, text: string) => void, clock: Clock): (text: string) => void {
  let lastAt = Number.NEGATIVE_INFINITY;
  let unsaid = 0;
  return (text) => {
    const now = clock.now() / 1000;
    if (now - lastAt < INTERVAL_MS) {
      unsaid += 1;
      return;
    }
    note('warning', unsaid === 0 ? text : `${text} (${unsaid} more were turned away since the last such note)`);
    lastAt = now;
    unsaid = 0;
  };
}
