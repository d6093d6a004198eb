import { z } from 'zod';
import { brokerState } from './broker.ts';
import { consoleState } from './console.ts';
import { command, event } from './define.ts';
import { logStats } from './log.ts';
import { serialLink } from './serial.ts';

/** Everything small that a view shows beside the rows. Sent whole whenever it changed, at most ten times a second. */
export const benchState = z.object({
  /** Microseconds since the session began, when the snapshot was made. */
  now: z.number(),
  serial: z.array(serialLink),
  broker: brokerState,
  console: consoleState,
  log: logStats,
});
export type BenchState = z.infer<typeof benchState>;

export const benchInfo = z.object({
  version: z.string(),
  host: z.enum(['electron', 'serve', 'test']),
  platform: z.string(),
  /** Wall clock at the session's start, milliseconds since the epoch. */
  startedAt: z.number(),
});
export type BenchInfo = z.infer<typeof benchInfo>;

export const benchContract = {
  'bench.info': command(z.object({}), benchInfo, []),
  'bench.state': command(z.object({}), benchState, []),
  'bench.state-changed': event(benchState),
};
