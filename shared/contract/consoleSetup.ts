import { z } from 'zod';
import { command } from './define.ts';

/** The longest set-up file, in characters; a message to the bench takes not much more. */
export const MAX_SETUP_CHARS = 524_288;

export const setupContract = {
  /** Subscriptions, saved messages, sequences and rewrite rules as a JSON file; no secrets. */
  'console.export': command(z.object({}), z.object({ text: z.string() }), []),
  /** Adds what such a file holds; what has the same name is replaced. */
  'console.import': command(
    z.object({ text: z.string().max(MAX_SETUP_CHARS) }),
    z.object({
      subscriptions: z.int(),
      savedMessages: z.int(),
      sequences: z.int(),
      rewriteRules: z.int(),
      /** Left out because they hold a password, a PIN or a key. */
      withSecrets: z.int(),
    }),
    ['bad-file', 'unknown-version', 'too-much'],
  ),
};
