import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, FindingSeverity } from '../../types.ts';
import type { Progress } from './progress.ts';
import { hasFailed, hasSucceeded } from './select.ts';

/**
 * How bad it is that a command was not understood: a fault where it still explains what failed, a warning where the host
 * got it right later, got as far as before or further, or where it only asked and something else failed by itself.
 */
export function commandSeverity(capture: Capture, progress: Progress, failed: Transaction): FindingSeverity {
  const { name, form, t, commandSeq } = failed;
  const repeated = capture.transactions.some(
    (later) => later.commandSeq > commandSeq && later.name === name && later.form === form && hasSucceeded(later),
  );
  if (repeated || progress.regained(t, 'sim')) return 'warning';
  const asks = form === 'read' || form === 'test';
  const others = capture.transactions.some((other) => other.name !== name && other.entry !== null && hasFailed(other));
  return asks && others ? 'warning' : 'fault';
}
