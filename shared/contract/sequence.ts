import { z } from 'zod';
import { command, event } from './define.ts';

/** What a step waits for after it has sent. Text is compared as it stands, case counts. */
export const expectation = z.discriminatedUnion('what', [
  /** The final result code; `ok` demands OK (or CONNECT), else any will do. */
  z.object({ what: z.literal('final'), ok: z.boolean() }),
  /** A line that begins with this, from now on: an answer or a URC. */
  z.object({ what: z.literal('line'), begins: z.string().min(1).max(256) }),
  /** The prompt for data. */
  z.object({ what: z.literal('prompt') }),
  z.object({ what: z.literal('nothing') }),
]);
export type Expectation = z.infer<typeof expectation>;

export const sequenceStep = z.object({
  /** `line` adds CR; `data` sends exactly these bytes (UTF-8), as after a prompt; `wait` sends nothing. */
  send: z.enum(['line', 'data', 'hex', 'wait']),
  text: z.string().max(16_384),
  expect: expectation,
  /** Milliseconds until the step has failed; for `wait` with `nothing`: how long to wait. */
  timeoutMs: z.int().min(0).max(600_000),
});
export type SequenceStep = z.infer<typeof sequenceStep>;

export const sequenceRun = z.object({
  run: z.int().positive(),
  link: z.int().positive(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** The step that runs or at which it ended, from 0. */
  step: z.int().nonnegative(),
  steps: z.int().positive(),
  /** Why it failed, in words; '' otherwise. */
  trouble: z.string(),
  /** The row that met (or refused) the last expectation. */
  seq: z.int().nullable(),
});
export type SequenceRun = z.infer<typeof sequenceRun>;

/** The newest runs that are remembered. */
export const MAX_SEQUENCE_RUNS = 32;

export const sequenceContract = {
  /** Runs steps on a link; one run a link at a time. */
  'sequence.run': command(
    z.object({ link: z.int().positive(), steps: z.array(sequenceStep).min(1).max(200) }),
    z.object({ run: z.int().positive() }),
    ['not-open', 'busy', 'bad-hex'],
  ),
  'sequence.cancel': command(z.object({ run: z.int().positive() }), z.object({}), ['not-running']),
  /** The newest runs, oldest first. */
  'sequence.runs': command(z.object({}), z.object({ runs: z.array(sequenceRun) }), []),
  /** Runs that went on or ended. */
  'sequence.changed': event(z.object({ runs: z.array(sequenceRun) })),
};
