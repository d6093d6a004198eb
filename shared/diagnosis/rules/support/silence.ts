import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture } from '../../types.ts';
import { heardIn } from './heard.ts';

/** Nothing is known to have come back for it. */
export const wentUnanswered = ({ result, echoSeq, lines, data }: Transaction): boolean =>
  result.kind === 'none' && echoSeq === null && lines.every(({ role }) => role === 'urc') && data === null;

/** Commands of one link in a row to which not one byte came back. */
export interface Silence {
  readonly link: number;
  readonly commands: readonly [Transaction, ...(readonly Transaction[])];
  readonly from: number;
  /** When the modem was heard again, or the capture's end. */
  readonly to: number;
  /** What it said then; null: the capture ends in this silence. */
  readonly endedBy: number | null;
}

/** Stretches in which the modem said nothing to command lines that pass the test, in order. */
export function silences(capture: Capture, counts: (transaction: Transaction) => boolean): readonly Silence[] {
  const heard = heardIn(capture);
  const found: Silence[] = [];
  const open = new Map<number, Transaction[]>();
  const close = (link: number): void => {
    const [first, ...rest] = open.get(link) ?? [];
    open.delete(link);
    if (first === undefined) return;
    const next = heard.next(link, (rest.at(-1) ?? first).t);
    const to = next?.t ?? capture.tEnd;
    found.push({ link, commands: [first, ...rest], from: first.t, to, endedBy: next?.seq ?? null });
  };
  for (const transaction of capture.transactions) {
    const { link, t } = transaction;
    const since = open.get(link)?.at(-1)?.t;
    if (since !== undefined && heard.between(link, since, t)) close(link);
    if (!wentUnanswered(transaction) || !counts(transaction)) close(link);
    else open.set(link, [...(open.get(link) ?? []), transaction]);
  }
  for (const link of [...open.keys()]) close(link);
  return found.sort((a, b) => a.from - b.from);
}
