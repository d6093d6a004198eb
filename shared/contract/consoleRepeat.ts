import { z } from 'zod';
import { command } from './define.ts';
import { publishInput } from './publish.ts';

/** How many messages may be repeated at once; the list of the bench shows as many. */
export const MAX_REPEATS = 8;
/** The shortest interval, in milliseconds. */
export const MIN_INTERVAL_MS = 10;

/** A message that is published again and again. Ends with its count, by the user, or with the connection. */
export const repeatState = z.object({
  id: z.int().positive(),
  topic: z.string(),
  intervalMs: z.int(),
  /** How often in all; null: until stopped. */
  count: z.int().nullable(),
  state: z.enum(['running', 'done', 'stopped', 'failed']),
  /** Published and, at QoS 1 and 2, acknowledged. */
  sent: z.int(),
  /** Times left out, because the broker still owed the answer to the one before. */
  skipped: z.int(),
  /** Why it ended, in words; '' otherwise. */
  trouble: z.string(),
});
export type RepeatState = z.infer<typeof repeatState>;

export const repeatContract = {
  /** Publishes at once, then every `intervalMs`. */
  'console.repeat': command(
    z.object({
      message: publishInput,
      intervalMs: z.int().min(MIN_INTERVAL_MS).max(86_400_000),
      count: z.int().min(1).max(1_000_000).nullable(),
    }),
    z.object({ id: z.int().positive() }),
    ['not-connected', 'bad-topic', 'bad-payload', 'bad-property', 'too-many'],
  ),
  /** Stops one that runs; takes one that ended off the list. */
  'console.repeat-stop': command(z.object({ id: z.int().positive() }), z.object({}), ['not-found']),
};
