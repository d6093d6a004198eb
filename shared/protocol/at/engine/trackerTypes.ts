import type { SerialRow } from '../../../model/row.ts';
import type { Transaction } from './transaction.ts';

/**
 * What became of a transaction; `commandSeq` tells which one. `updated` as often as something is added: until it is closed,
 * a transaction without a final result code has the result none/`end`. `closed` comes once, after an outcome that was still
 * due, or when none came in time.
 */
export interface TransactionEvent {
  readonly kind: 'opened' | 'updated' | 'closed';
  readonly transaction: Transaction;
}

/** Joins commands with what the modem says to them. Keeps only what is open, in bounded numbers. */
export interface TransactionTracker {
  /** Rows of any links in the order of their seq. */
  feed(row: SerialRow): readonly TransactionEvent[];
  /** Time passes: what was waited for too long is closed. Microseconds since the session began. */
  tick(t: number): readonly TransactionEvent[];
  /** The capture ends: everything open is closed. */
  end(): readonly TransactionEvent[];
}
