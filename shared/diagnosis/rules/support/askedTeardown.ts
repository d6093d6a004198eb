import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture } from '../../types.ts';
import { isRestart } from './boots.ts';
import { SECONDS } from './select.ts';

/** What is torn down by a command is reported within this time. */
const WINDOW = 15 * SECONDS;
const ENDS: ReadonlySet<string> = new Set([
  '+CMQTTDISC',
  '+CMQTTREL',
  '+CMQTTSTOP',
  '+NETCLOSE',
  '+CIPCLOSE',
  '+CCHCLOSE',
  '+CCHSTOP',
  '+HTTPTERM',
]);

/** Those sent within that time before the moment. They are in the order of their time. */
function recentTransactions({ transactions }: Capture, t: number): readonly Transaction[] {
  const end = firstAfter(transactions, t);
  return transactions.slice(firstAfter(transactions, t - WINDOW - 1), end);
}

function firstAfter(transactions: readonly Transaction[], t: number): number {
  let low = 0;
  let high = transactions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((transactions[middle]?.t ?? 0) <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The host itself had just ended it: a restart, the radio or the context switched off, the connection closed. */
export const wasAsked = (capture: Capture, link: number, t: number): boolean =>
  recentTransactions(capture, t).some((each) => {
    const { name, form, args } = each;
    if (each.link !== link || form === 'read' || form === 'test') return false;
    if (name === null) return false;
    if (ENDS.has(name) || isRestart(capture, each)) return true;
    if (name === '+CFUN') return args[0] === '0' || args[0] === '4' || args[0] === '7';
    return (name === '+CGACT' || name === '+CGATT') && args[0] === '0' ? true : name === '+COPS' && args[0] === '2';
  });
