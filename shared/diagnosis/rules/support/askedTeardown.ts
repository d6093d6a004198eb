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

/** Their results, where no command is in the capture (+CMQTTDISC: 0,0 is also what AT+CMQTTDISC? answers). */
const ENDED = /^\+(?:CMQTTDISC: \d,0|CMQTTSTOP: 0|NETCLOSE: 0|CIPCLOSE: \d,0|CCHCLOSE: \d,0|CCHSTOP: 0)$/;

/** What AT+CMQTTDISC ends may be reported just before its result. */
const AT_ONCE = SECONDS;

function wasConfirmed({ serial }: Capture, link: number, t: number): boolean {
  const said = (from: number, to: number, end: RegExp): boolean =>
    serial
      .slice(firstAfter(serial, from), firstAfter(serial, to))
      .some((each) => each.link === link && each.row.dir === 'rx' && end.test(each.text));
  return said(t - WINDOW - 1, t, ENDED) || said(t, t + AT_ONCE, /^\+CMQTTDISC: \d,0$/);
}

/** Those sent within that time before the moment. They are in the order of their time. */
function recentTransactions({ transactions }: Capture, t: number): readonly Transaction[] {
  const end = firstAfter(transactions, t);
  return transactions.slice(firstAfter(transactions, t - WINDOW - 1), end);
}

function firstAfter(items: readonly { readonly t: number }[], t: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.t ?? 0) <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The host itself had just ended it: a restart, the radio or the context switched off, the connection closed. */
export const wasAsked = (capture: Capture, link: number, t: number): boolean =>
  (capture.transactions.length === 0 && wasConfirmed(capture, link, t)) ||
  recentTransactions(capture, t).some((each) => {
    const { name, form, args } = each;
    if (each.link !== link || form === 'read' || form === 'test') return false;
    if (name === null) return false;
    if (ENDS.has(name) || isRestart(capture, each)) return true;
    if (name === '+CFUN') return args[0] === '0' || args[0] === '4' || args[0] === '7';
    return (name === '+CGACT' || name === '+CGATT') && args[0] === '0' ? true : name === '+COPS' && args[0] === '2';
  });
