import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, Rule } from '../../types.ts';
import { finding, seen, seenCommand } from '../support/finding.ts';
import { maskedCommand } from '../support/maskedCommand.ts';
import { actions, confirmed, repeatedWell } from '../support/select.ts';
import { type ServiceResult, serviceResults } from '../support/serviceResults.ts';
import { succeededAfter } from '../support/successes.ts';

/** Code 14: the modem still works on the command before. */
export const clientBusy: Rule = {
  id: 'mqtt.client-busy',
  layer: 'mqtt-session',
  effectOf: ['mqtt.ok-is-not-success', 'mqtt.order'],
  find(capture) {
    const results = serviceResults(capture).filter(({ table, code }) => table === 'mqtt' && code === 14);
    if (results.length === 0) return [];
    return results.map((result) => {
      const { event, name, transaction } = result;
      const ends = name === '+CMQTTREL' || name === '+CMQTTSTOP';
      const running = transaction === null ? null : stillRunning(capture, transaction);
      return finding(clientBusy, {
        severity: wasMended(capture, result) ? 'warning' : 'fault',
        evidence: [
          seen(event),
          ...(transaction === null ? [] : [seenCommand(transaction)]),
          ...(running === null ? [] : [seenCommand(running)]),
        ],
        title: 'The MQTT client of the modem is busy: a result was not awaited',
        detail: `${event.text} in answer to AT${name}.${
          running === null
            ? ends
              ? ' The client was still connected.'
              : ' The command before was not finished.'
            : ` ${maskedCommand(running)} had no result yet.`
        }`,
        advice: ends
          ? 'End a session in this order: AT+CMQTTDISC=0,60 and its result +CMQTTDISC: 0,0, then AT+CMQTTREL=0, then AT+CMQTTSTOP.'
          : 'OK means accepted only. After AT+CMQTTCONNECT, SUB, UNSUB, PUB and DISC wait for the line of the same name with the result (+CMQTTPUB: 0,0) before the next MQTT command.',
      });
    });
  },
};

/** It was sent again and went well. The result of the command that kept the client busy does not mend it. */
const wasMended = (capture: Capture, { transaction, event }: ServiceResult): boolean =>
  transaction === null
    ? succeededAfter(capture, 'mqtt-session', event.t + 1)
    : repeatedWell(capture, transaction) ||
      actions(capture, '+CMQTTPUB', '+CMQTTSUB').some(
        (later) => later.link === transaction.link && later.commandSeq > transaction.commandSeq && confirmed(later),
      );

const SLOW: ReadonlySet<string> = new Set(['+CMQTTCONNECT', '+CMQTTSUB', '+CMQTTUNSUB', '+CMQTTPUB', '+CMQTTDISC']);

/** The command of that client whose result had not come when this one was sent. */
const stillRunning = (capture: Capture, { link, args, commandSeq }: Transaction): Transaction | null =>
  capture.transactions.findLast(
    (each) =>
      each.link === link &&
      each.commandSeq < commandSeq &&
      SLOW.has(each.name ?? '') &&
      each.form === 'write' &&
      (args[0] === undefined || each.args[0] === args[0]) &&
      each.result.kind === 'ok' &&
      (each.outcome === null || each.outcome.seq > commandSeq),
  ) ?? null;
