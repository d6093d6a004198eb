import { createDictionary } from '../../../protocol/at/dictionary/dictionary.ts';
import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, Rule } from '../../types.ts';
import { finding, seen, seenCommand } from '../support/finding.ts';
import { progressOf } from '../support/progress.ts';
import { serviceResults } from '../support/serviceResults.ts';

/** Error 12 of an MQTT command: which parameter, as far as the dictionary can tell. */
export const invalidParameter: Rule = {
  id: 'mqtt.invalid-parameter',
  layer: 'mqtt-connect',
  find(capture) {
    const results = serviceResults(capture).filter(({ table, code }) => table === 'mqtt' && code === 12);
    if (results.length === 0) return [];
    const progress = progressOf(capture);
    const check = checker(capture);
    return results.map(({ event, name, transaction }) => {
      const problems = transaction === null ? [] : check(transaction);
      const layer = AFTER_CONNECT.test(name) ? 'mqtt-session' : 'mqtt-connect';
      return finding(invalidParameter, {
        severity: progress.after(layer, event.t + 1) ? 'warning' : 'fault',
        evidence: [seen(event), ...(transaction === null ? [] : [seenCommand(transaction)])],
        title: `A parameter of AT${name} is wrong`,
        detail: `${event.text} means "invalid parameter". ${
          problems.length > 0
            ? problems.join(' ')
            : 'Nothing in the command contradicts the manual: the value itself must be what the modem dislikes.'
        }`,
        advice: `${transaction?.entry?.forms.find(({ form }) => form === transaction.form)?.syntax ?? `AT${name}=…`} is the right form: text in straight quotes ("), the address with tcp:// in front, numbers without quotes.`,
      });
    });
  },
};

const AFTER_CONNECT = /^\+CMQTT(?:TOPIC|PAYLOAD|PUB|SUB|SUBTOPIC|UNSUB|UNSUBTOPIC)$/;

/** What the dictionary finds wrong with a command, in sentences. */
function checker({ family }: Capture): (transaction: Transaction) => readonly string[] {
  const dictionary = createDictionary(family);
  return ({ command }) => dictionary.explainCommand(command).problems.map(({ message }) => message);
}
