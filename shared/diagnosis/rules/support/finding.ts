import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Evidence, Finding, FindingSeverity, Rule } from '../../types.ts';
import { maskedCommand } from './maskedCommand.ts';

/** A row that a finding rests on, with its time (microseconds since the session began). */
export interface Seen extends Evidence {
  readonly t: number;
}

/** A row, an event, a line of a transaction: anything with a place and a time. */
interface Placed {
  readonly seq: number;
  readonly t: number;
}

const MAX_EVIDENCE = 12;
const MAX_TEXT = 120;

const clipped = (text: string): string => (text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text);

/** Evidence with words about it; without them, what the row itself says. */
export const seen = (at: Placed & { readonly text: string }, text: string = at.text): Seen => ({
  seq: at.seq,
  t: at.t,
  text: clipped(text),
});

/** A command as evidence, its passwords hidden. */
export const seenCommand = (transaction: Transaction, text: string = maskedCommand(transaction)): Seen => ({
  seq: transaction.commandSeq,
  t: transaction.t,
  text: clipped(text),
});

/** The final result code of a command as evidence, or the command itself where none came. */
export function seenResult(transaction: Transaction, text?: string): Seen {
  const { finalSeq, tEnd, result } = transaction;
  if (finalSeq === null || tEnd === null) return seenCommand(transaction, text);
  const said = 'text' in result ? result.text : result.kind === 'none' ? '' : result.kind.toUpperCase();
  return { seq: finalSeq, t: tEnd, text: clipped(text ?? said) };
}

export interface FindingParts {
  readonly severity: FindingSeverity;
  /** At least one; the oldest decides where the finding stands. */
  readonly evidence: readonly [Seen, ...(readonly Seen[])];
  /** One short sentence that names the thing. */
  readonly title: string;
  /** What was seen, with values. */
  readonly detail: string;
  /** What to do, in plain words. */
  readonly advice: string;
}

/** A finding of a rule: evidence in the order of the rows, each row once, bounded. */
export function finding(rule: Pick<Rule, 'id' | 'layer'>, parts: FindingParts): Finding {
  const { severity, title, detail, advice } = parts;
  const [first, ...rest] = parts.evidence;
  const places = new Map<number, Seen>();
  for (const each of [first, ...rest]) if (!places.has(each.seq)) places.set(each.seq, each);
  const evidence = [...places.values()].sort((a, b) => a.seq - b.seq).slice(0, MAX_EVIDENCE);
  return {
    rule: rule.id,
    layer: rule.layer,
    severity,
    rows: evidence.map(({ seq }) => seq),
    t: (evidence[0] ?? first).t,
    title,
    detail,
    advice,
    evidence: evidence.map(({ seq, text }) => ({ seq, text })),
  };
}

/** The same for rows that were gathered in a list; null for an empty one. */
export function findingFrom(
  rule: Pick<Rule, 'id' | 'layer'>,
  rows: readonly Seen[],
  parts: Omit<FindingParts, 'evidence'>,
): Finding | null {
  const [first, ...rest] = rows;
  return first === undefined ? null : finding(rule, { ...parts, evidence: [first, ...rest] });
}
