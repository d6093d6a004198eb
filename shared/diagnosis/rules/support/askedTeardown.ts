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

/** The host itself had just ended it: a restart, the radio or the context switched off, the connection closed. */
export const wasAsked = (capture: Capture, link: number, t: number): boolean =>
  capture.transactions.some((each) => {
    const { name, form, args } = each;
    if (each.link !== link || each.t > t || t - each.t > WINDOW || form === 'read' || form === 'test') return false;
    if (name === null) return false;
    if (ENDS.has(name) || isRestart(capture, each)) return true;
    if (name === '+CFUN') return args[0] === '0' || args[0] === '4' || args[0] === '7';
    return (name === '+CGACT' || name === '+CGATT') && args[0] === '0' ? true : name === '+COPS' && args[0] === '2';
  });
