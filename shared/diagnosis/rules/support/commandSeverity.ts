import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, FindingSeverity } from '../../types.ts';
import type { Progress } from './progress.ts';
import { registrationAtEnd } from './registration.ts';
import { hasFailed, hasSucceeded } from './select.ts';
import { isSideCommand } from './sideCommands.ts';

/**
 * How bad it is that a command was not understood: a fault where it still explains what failed, a warning where the host
 * got it right later, got to a connection as far as before, or where no connection depends on the command and something
 * else failed by itself.
 */
export function commandSeverity(
  capture: Capture,
  progress: Progress,
  failed: Transaction,
  /** Failures of these commands are the same trouble. */
  involved: readonly Transaction[] = [failed],
): FindingSeverity {
  const { name, form, t, commandSeq } = failed;
  const repeated = capture.transactions.some(
    (later) => later.commandSeq > commandSeq && later.name === name && later.form === form && hasSucceeded(later),
  );
  if (repeated || progress.regained(t, 'tcp')) return 'warning';
  return isSideCommand(failed) && failsOtherwise(capture, involved) ? 'warning' : 'fault';
}

/** Another command that the modem knows failed, or the modem is not registered. */
export function failsOtherwise(capture: Capture, involved: readonly Transaction[]): boolean {
  const { judged, registered } = registrationAtEnd(capture);
  if (judged.length > 0 && !registered) return true;
  const names = new Set(involved.map(({ name }) => name));
  return capture.transactions.some((other) => !names.has(other.name) && other.entry !== null && hasFailed(other));
}
