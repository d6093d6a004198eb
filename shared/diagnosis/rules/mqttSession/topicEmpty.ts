import type { Rule } from '../../types.ts';
import { finding, seen, seenCommand } from '../support/finding.ts';
import { progressOf } from '../support/progress.ts';
import { serviceResults } from '../support/serviceResults.ts';

/** Code 18: there is no topic to publish to. */
export const topicEmpty: Rule = {
  id: 'mqtt.topic-empty',
  layer: 'mqtt-session',
  find(capture) {
    const results = serviceResults(capture).filter(({ table, code }) => table === 'mqtt' && code === 18);
    if (results.length === 0) return [];
    const progress = progressOf(capture);
    return results.map(({ event, transaction }) => {
      const before = capture.transactions.findLast(
        (each) =>
          transaction !== null &&
          each.commandSeq < transaction.commandSeq &&
          each.link === transaction.link &&
          each.args[0] === transaction.args[0] &&
          (each.name === '+CMQTTTOPIC' || each.name === '+CMQTTPUB'),
      );
      const cleared = before?.name === '+CMQTTPUB' ? ' The PUB before had cleared it.' : '';
      return finding(topicEmpty, {
        severity: progress.after('mqtt-session', event.t + 1) ? 'warning' : 'fault',
        evidence: [seen(event), ...(transaction === null ? [] : [seenCommand(transaction)])],
        title: 'AT+CMQTTPUB found no topic',
        detail: `${event.text} means "topic is empty".${cleared}`,
        advice:
          'Send AT+CMQTTTOPIC and AT+CMQTTPAYLOAD before every AT+CMQTTPUB: the modem clears both when it has published.',
      });
    });
  },
};
