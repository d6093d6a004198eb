import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, SerialEvent } from '../../types.ts';
import { hasSucceeded, SECONDS } from './select.ts';
import { eventOf, latin1Text, nextSent } from './serialRow.ts';

/** Data the host sent for a prompt, and what it looks like. */
export interface PromptData {
  readonly transaction: Transaction;
  readonly declared: number | null;
  readonly rows: readonly SerialEvent[];
  /** Bytes before a command was taken for data, or all of them. */
  readonly meant: number;
  /** The row with which a command began that was taken for data, and that command; null: none was. */
  readonly swallowed: { readonly event: SerialEvent; readonly command: string } | null;
}

/** A command line at the beginning of what was sent. */
const COMMAND = /^\s*at(?:[+&*^$#][a-z?]|[a-z]\d{0,3}[\r\n]|[\r\n]|$)/i;
/** A command line somewhere in the data. */
const INSIDE = /at\+[a-z]{3,}[^\r\n]*\r|(?<![a-z0-9_])at\r/i;
const WHOLE = /^at[+&*^$#][^\r\n]*\r\n?$/i;
/** Data is sent at once when the prompt is there; a command that long after it is one by mistake. */
const PAUSE = SECONDS / 4;

/** The transactions of a capture for which data was sent or asked for. */
export const promptData = (capture: Capture): readonly PromptData[] =>
  capture.transactions.filter(({ data }) => data !== null).map((transaction) => read(capture, transaction));

function read(capture: Capture, transaction: Transaction): PromptData {
  const { data } = transaction;
  const rows = (data?.seqs ?? []).map((seq) => eventOf(capture, seq)).filter((event) => event !== undefined);
  const declared = data?.declared ?? null;
  const sent = rows.reduce((sum, { row }) => sum + row.bytes.length, 0);
  let meant = 0;
  let since = data?.promptAt ?? null;
  for (const event of rows) {
    const text = withRest(capture, event, event === rows.at(-1));
    // A command that is longer than the data, to its CR, is none by its length alone.
    const longer = declared !== null && meant === 0 && text.length > declared && WHOLE.test(text);
    const paused = longer || !capture.timed || (since !== null && event.t - since >= PAUSE);
    const begins = paused && COMMAND.test(text) ? 0 : null;
    const at = begins ?? commandInside(text, declared === null ? null : declared - meant, sent - meant);
    if (at !== null) {
      const command =
        text
          .slice(at)
          .trim()
          .split(/[\r\n]/, 1)[0] ?? '';
      return { transaction, declared, rows, meant: meant + at, swallowed: { event, command } };
    }
    meant += event.row.bytes.length;
    since = event.row.tLast;
  }
  return { transaction, declared, rows, meant, swallowed: null };
}

/**
 * Where a command line begins that the modem took for data: the data ends within it, or does not end at all. One that lies
 * wholly inside complete data is data.
 */
function commandInside(text: string, missing: number | null, sent: number): number | null {
  const found = INSIDE.exec(text);
  if (found === null || found.index === 0) return null;
  if (missing === null) return text.includes('\x1a') ? null : found.index;
  return found.index < missing && (sent < missing || found.index + found[0].length > missing) ? found.index : null;
}

/** A row of data, and what was sent with it after the data was complete. */
function withRest(capture: Capture, event: SerialEvent, last: boolean): string {
  const own = latin1Text(event.row.bytes);
  const next = last ? nextSent(capture, event) : undefined;
  if (next === undefined || next.row.kind === 'payload' || next.t > event.row.tLast) return own;
  const more = latin1Text(next.row.bytes);
  return COMMAND.test(more) ? own : own + more;
}

/** The same command got its data right later. */
export const wasRepaired = (all: readonly PromptData[], { transaction }: PromptData): boolean =>
  all.some(
    (later) =>
      later.transaction.commandSeq > transaction.commandSeq &&
      later.transaction.name === transaction.name &&
      later.swallowed === null &&
      later.meant > 0 &&
      (later.declared === null || later.meant === later.declared) &&
      hasSucceeded(later.transaction),
  );
