import { z } from 'zod';

/** Part of one line: no line end, no other control character. */
const lineText = z
  .string()
  .max(1024)
  .regex(/^\P{Cc}*$/u);

/** How many rules one bridge takes. */
export const MAX_REWRITE_RULES = 32;

/** What a bridge changes in the lines that go through it. */
export const rewriteRule = z.object({
  /** Tells the rules of a bridge apart. */
  id: z.string().min(1).max(64),
  enabled: z.boolean(),
  /** `tx`: command lines of the MCU. `rx`: lines of the modem. */
  direction: z.enum(['tx', 'rx']),
  match: z.discriminatedUnion('by', [
    z.object({
      by: z.literal('argument'),
      /** The command, or the name an answer begins with: `+CMQTTCONNECT`. Without the `AT`. */
      command: z
        .string()
        .max(40)
        .regex(/^[+^$%#*!&\\]?[A-Za-z0-9_]+$/),
      /** Counted from 0. */
      index: z.int().min(0).max(31),
      /** Only when the argument is this, without its quotes; '' = whatever it is. */
      was: lineText,
    }),
    z.object({
      by: z.literal('text'),
      /** Every occurrence in the line; case counts. */
      text: lineText.min(1),
    }),
  ]),
  /** What takes its place: an argument without its quotes, or text. */
  replace: lineText,
});
export type RewriteRule = z.infer<typeof rewriteRule>;

export const rewriteRules = z
  .array(rewriteRule)
  .max(MAX_REWRITE_RULES)
  .refine((rules) => new Set(rules.map(({ id }) => id)).size === rules.length, 'Two rules have the same id.');
