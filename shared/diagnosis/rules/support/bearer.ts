import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture } from '../../types.ts';
import { keptStates } from './keptState.ts';
import type { Progress } from './progress.ts';
import { actions, hasFailed } from './select.ts';

/** Commands that open the data connection. */
const ACTIVATIONS = ['+CGACT', '+NETOPEN', '+CMQTTSTART', '+CGATT', '+CMQTTCONNECT'] as const;
/** Of a connection: the network could not be opened for it (V3.00 16.3.1). */
const NETWORK_OPEN_FAIL = 7;
/** Open already is no refusal. */
const ALREADY = /already opened/i;

/** Commands that were to open the data connection and failed for a reason of the connection, in order. */
export function failedActivations(capture: Capture): readonly Transaction[] {
  const kept = new Set(keptStates(capture));
  return actions(capture, ...ACTIVATIONS).filter((each) => {
    if (!hasFailed(each) || kept.has(each) || each.echoDiffers) return false;
    const { name, args, outcome, lines } = each;
    if ((name === '+CGACT' || name === '+CGATT') && args[0] !== '1') return false;
    if (name === '+CMQTTSTART' && outcome?.code === 23) return false;
    if (name === '+CMQTTCONNECT') return outcome?.code === NETWORK_OPEN_FAIL;
    return !lines.some(({ text }) => ALREADY.test(text) || /^\+IP ERROR: 4$/.test(text));
  });
}

/** The context a command opens; the socket and MQTT services use the first one. */
export const contextOf = ({ name, args }: Transaction): string => (name === '+CGACT' ? (args[1] ?? '1') : '1');

/** What such a command is for worked later: the socket services need more than the context alone. */
export const wasMended = (progress: Progress, { name, t }: Transaction): boolean =>
  progress.after(name === '+CGACT' || name === '+CGATT' ? 'pdp' : 'socket', t + 1);
