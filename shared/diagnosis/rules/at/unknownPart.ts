import type { Transaction } from '../../../protocol/at/engine/transaction.ts';

/** CME ERROR 4 and 100: not supported, unknown (TS 27.007 9.2); 3 also covers what is wrong in this state. */
const UNKNOWN_CODES: readonly (number | null)[] = [4, 100];

/** The refusal may mean that the modem does not know the command: a bare error, not a reason. */
export function refusedAsUnknown({ result, echoDiffers, outcome, data }: Transaction): boolean {
  // With a prompt or a result line of its own it is known.
  if (echoDiffers || outcome !== null || data !== null) return false;
  if (result.kind === 'cme') return UNKNOWN_CODES.includes(result.code);
  return result.kind === 'error' || (result.kind === 'other' && /^AT_(?:ERROR|COMMAND_NOT_FOUND)$/.test(result.text));
}

/** The name of the first command of the line that the dictionary does not have; null when it has all. */
export function unknownPart({ name, entry, chained = [] }: Transaction): string | null {
  if (name === null) return null;
  return [{ name, entry }, ...chained].find((part) => part.entry === null && part.name.length > 1)?.name ?? null;
}
