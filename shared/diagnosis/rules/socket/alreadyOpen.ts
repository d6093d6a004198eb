import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, Rule } from '../../types.ts';
import { finding, seen, seenCommand } from '../support/finding.ts';
import { keptStates } from '../support/keptState.ts';
import { actions, confirmed, hasSucceeded } from '../support/select.ts';
import { type ServiceResult, serviceResults } from '../support/serviceResults.ts';

/** Something was opened a second time in the middle of a session. */
export const alreadyOpen: Rule = {
  id: 'socket.already-open',
  layer: 'socket',
  find(capture) {
    const results = serviceResults(capture).filter(saysOpen);
    if (results.length === 0) return [];
    // At the start of a firmware it tells that the MCU restarted alone.
    const kept = new Set(keptStates(capture));
    return results
      .filter(
        ({ transaction }) => transaction === null || !(kept.has(transaction) || isNewClient(capture, transaction)),
      )
      .map(({ event, transaction, name }) =>
        finding(alreadyOpen, {
          severity: 'note',
          evidence: [seen(event), ...(transaction === null ? [] : [seenCommand(transaction)])],
          title: 'It was open already',
          detail: `${event.text}: AT${transaction?.name ?? name} was sent for something that is open.`,
          advice:
            'Harmless when it was meant as a precaution: take it for success. Otherwise close before opening again: AT+CIPCLOSE and AT+NETCLOSE, or AT+CMQTTDISC, AT+CMQTTREL and AT+CMQTTSTOP.',
        }),
      );
  },
};

/** The client was acquired in this capture and never connected: then 13 means something else. */
function isNewClient(capture: Capture, { link, name, args, commandSeq }: Transaction): boolean {
  if (name !== '+CMQTTCONNECT') return false;
  const before = actions(capture, '+CMQTTACCQ', '+CMQTTCONNECT').filter(
    (each) => each.link === link && each.args[0] === args[0] && each.commandSeq < commandSeq && hasSucceeded(each),
  );
  const [first] = before;
  return first?.name === '+CMQTTACCQ' && !before.some(confirmed);
}

/** Network is already opened, connection is already created; 23, 19 and 13 of the MQTT commands. */
function saysOpen({ table, code, name }: ServiceResult): boolean {
  if (table === 'ip-error') return code === 4 || code === 10;
  if (table !== 'mqtt') return false;
  return (
    (name === '+CMQTTSTART' && code === 23) ||
    (name === '+CMQTTACCQ' && code === 19) ||
    (name === '+CMQTTCONNECT' && code === 13)
  );
}
