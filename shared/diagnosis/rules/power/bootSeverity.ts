import type { FindingSeverity } from '../../types.ts';
import type { Boot } from '../support/boots.ts';
import type { Progress } from '../support/progress.ts';

/** Restarts are overcome where things got as far again after the last of them as before, registered at least. */
export function bootSeverity(progress: Progress, unplanned: readonly Boot[]): FindingSeverity {
  const last = unplanned.at(-1);
  return last !== undefined && progress.regained(last.event.t, 'registration') ? 'warning' : 'fault';
}
