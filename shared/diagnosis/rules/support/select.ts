import type { Transaction, TransactionLine } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, SerialEvent } from '../../types.ts';

/** Seconds in the microseconds of rows. */
export const SECONDS = 1_000_000;

/** Transactions of these commands (`+CMQTTCONNECT`), in order; as the first of their line. */
export const transactionsNamed = (capture: Capture, ...names: readonly string[]): readonly Transaction[] =>
  capture.transactions.filter(({ name }) => name !== null && names.includes(name));

/** Those that write or execute, not those that ask. */
export const actions = (capture: Capture, ...names: readonly string[]): readonly Transaction[] =>
  transactionsNamed(capture, ...names).filter(({ form }) => form === 'write' || form === 'execute');

/** Everything the modem said under these names, whatever it was part of. Echoes and data are not. */
export const linesNamed = (capture: Capture, ...names: readonly string[]): readonly SerialEvent[] =>
  capture.serial.filter(({ row, name }) => row.dir === 'rx' && row.kind !== 'echo' && names.includes(name));

/** The final result code is a refusal: ERROR, +CME ERROR, NO CARRIER … */
export const wasRefused = ({ result }: Transaction): boolean =>
  result.kind === 'error' || result.kind === 'cme' || result.kind === 'cms' || result.kind === 'other';

/** Refused, or accepted and then told otherwise. */
export const hasFailed = (transaction: Transaction): boolean =>
  wasRefused(transaction) || transaction.outcome?.ok === false;

/** It did what it is for: the outcome says so, or OK where there is none to wait for. */
export function hasSucceeded({ result, outcome }: Transaction): boolean {
  if (outcome !== null) return outcome.ok;
  return result.kind === 'ok' || result.kind === 'connect';
}

/** The outcome says so; an OK alone does not count. */
export const confirmed = ({ outcome }: Transaction): boolean => outcome?.ok === true;

/** The outcome line of a transaction, when one came. */
export const outcomeLine = ({ lines }: Transaction): TransactionLine | null =>
  lines.find(({ role }) => role === 'outcome') ?? null;

/** The same command about the same subject did what it is for when it was sent again. */
export const repeatedWell = ({ transactions }: Capture, { link, name, args, commandSeq }: Transaction): boolean =>
  transactions.some(
    (later) =>
      later.commandSeq > commandSeq &&
      later.link === link &&
      later.name === name &&
      later.args[0] === args[0] &&
      later.form !== 'read' &&
      later.form !== 'test' &&
      hasSucceeded(later),
  );

/** The code of `+CME ERROR` in its answer; null for anything else. */
export const cmeCode = ({ result }: Transaction): number | null => (result.kind === 'cme' ? result.code : null);

/** When the transaction was over: its outcome, its final result code, or the command itself. */
export const endOf = ({ outcome, tEnd, t }: Transaction): number => Math.max(t, tEnd ?? t, outcome?.t ?? t);

/** The newest of these at or before a moment; they are in the order of time. */
export function lastBefore<T extends { readonly t: number }>(items: readonly T[], t: number): T | undefined {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.t ?? 0) <= t) low = middle + 1;
    else high = middle;
  }
  return items[low - 1];
}

/** A whole number in a field; null when it is none. */
export const wholeNumber = (text: string | undefined): number | null =>
  text !== undefined && /^-?\d{1,9}$/.test(text.trim()) ? Number(text) : null;

/** Microseconds as seconds for a sentence: `3.2 s`. */
export function secondsText(micros: number): string {
  const seconds = micros / SECONDS;
  if (seconds >= 120) return `${Math.round(seconds / 60)} min`;
  return seconds >= 10 ? `${Math.round(seconds)} s` : `${Math.round(seconds * 1000) / 1000} s`;
}
