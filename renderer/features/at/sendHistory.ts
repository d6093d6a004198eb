import { HISTORY_LENGTH } from '#shared/contract/settings.ts';

/** Where the user stands between the sent lines (newest last) and the line not sent yet. */
export interface HistoryCursor {
  /** null: at the line being written. */
  readonly at: number | null;
  /** What was being written when the walk began. */
  readonly draft: string;
}

export const AT_DRAFT: HistoryCursor = { at: null, draft: '' };

export interface HistoryStep {
  readonly cursor: HistoryCursor;
  readonly text: string;
}

/** One step up: the line before. Null at the oldest. */
export function olderLine(entries: readonly string[], cursor: HistoryCursor, text: string): HistoryStep | null {
  const at = cursor.at === null ? entries.length - 1 : Math.min(cursor.at, entries.length) - 1;
  const entry = entries[at];
  if (entry === undefined) return null;
  return { cursor: { at, draft: cursor.at === null ? text : cursor.draft }, text: entry };
}

/** One step down: the line after, at last what was being written. Null when there already. */
export function newerLine(entries: readonly string[], cursor: HistoryCursor): HistoryStep | null {
  if (cursor.at === null) return null;
  const entry = entries[cursor.at + 1];
  if (entry === undefined) return { cursor: AT_DRAFT, text: cursor.draft };
  return { cursor: { ...cursor, at: cursor.at + 1 }, text: entry };
}

/** The history with `line` as its newest entry; a line already in it moves to the end. Empty lines are not kept. */
export function rememberLine(entries: readonly string[], line: string): readonly string[] {
  if (line.trim() === '') return entries;
  return [...entries.filter((entry) => entry !== line), line].slice(-HISTORY_LENGTH);
}
