import { createHash } from 'node:crypto';
import type { Clock } from '#shared/base/clock.ts';

/** How long a message of ours may take to come back. */
const KEEP_US = 10_000_000;
const MAX_REMEMBERED = 4096;

export interface EchoMemory {
  /** It was published, and may come back once. */
  sent(topic: string, payload: Uint8Array): void;
  /** Whether this is the one that came back; each is taken once. */
  takes(topic: string, payload: Uint8Array): boolean;
}

/**
 * Remembers what was published where neither no-local nor the bridge flag holds it back: each message comes back once, as the
 * first with its topic and payload. Somebody else's equal message that overtakes it is mistaken for it, and the echo then
 * passes in its place: the count is right all the same. Bounded in number and time.
 */
export function createEchoMemory(clock: Pick<Clock, 'now'>): EchoMemory {
  /** Times of sending, oldest first, in the order of the map. */
  const remembered = new Map<string, number[]>();
  let size = 0;

  const forgetOldest = (): void => {
    for (const [key, times] of remembered) {
      times.shift();
      size -= 1;
      if (times.length === 0) remembered.delete(key);
      return;
    }
  };
  return {
    sent(topic, payload) {
      const key = keyOf(topic, payload);
      const times = remembered.get(key) ?? [];
      times.push(clock.now());
      remembered.delete(key);
      remembered.set(key, times);
      size += 1;
      while (size > MAX_REMEMBERED) forgetOldest();
    },
    takes(topic, payload) {
      const key = keyOf(topic, payload);
      const times = remembered.get(key);
      if (times === undefined) return false;
      const limit = clock.now() - KEEP_US;
      while ((times[0] ?? Number.POSITIVE_INFINITY) < limit) {
        times.shift();
        size -= 1;
      }
      const known = times.shift() !== undefined;
      if (known) size -= 1;
      if (times.length === 0) remembered.delete(key);
      return known;
    },
  };
}

const keyOf = (topic: string, payload: Uint8Array): string =>
  `${createHash('sha1').update(payload).digest('base64')}${topic}`;
