import { decodeUtf8 } from '../../../base/utf8.ts';
import { checkTopicFilter, checkTopicName } from '../../../model/mqttTopic.ts';
import type { MqttRow } from '../../../model/row.ts';
import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, Finding, Rule } from '../../types.ts';
import { connectionLosses, hangUpResults, isTogether } from '../support/connectionLosses.ts';
import { dataBytes, topicOf } from '../support/dataBytes.ts';
import { finding, seen, seenCommand } from '../support/finding.ts';
import { deviceRows } from '../support/lanePackets.ts';
import { progressOf } from '../support/progress.ts';
import { linesNamed, SECONDS } from '../support/select.ts';

/** The broker closed the connection in place of acknowledging a SUBSCRIBE or PUBLISH. */
export const brokerHungUp: Rule = {
  id: 'mqtt.broker-hung-up',
  layer: 'mqtt-session',
  find(capture) {
    const results = hangUpResults(capture);
    if (results.length === 0) return [];
    const progress = progressOf(capture);
    const losses = connectionLosses(capture);
    const noted = deviceRows(capture).filter(
      ({ kind, text }) => (kind === 'malformed' || kind === 'close') && text !== '',
    );
    // The network was lost at that moment: then it was not the broker.
    const lines = linesNamed(capture, '+CMQTTCONNLOST', '+CMQTTNONET').filter(
      (line) => line.name === '+CMQTTNONET' || line.fields[1] !== '1',
    );
    return results.flatMap((result): readonly Finding[] => {
      const { event, transaction, name } = result;
      if (lines.some((line) => isTogether(capture, event, line))) return [];
      const loss = losses.find(({ hungUpOn }) => hungUpOn?.event.seq === event.seq);
      const what = name === '+CMQTTPUB' ? 'PUBLISH' : name === '+CMQTTSUB' ? 'SUBSCRIBE' : 'UNSUBSCRIBE';
      return [
        finding(brokerHungUp, {
          severity: progress.after('mqtt-session', event.t + 1) ? 'warning' : 'fault',
          evidence: [
            seen(event),
            ...(transaction === null ? [] : [seenCommand(transaction)]),
            ...(loss === undefined ? [] : [seen(loss.event)]),
          ],
          title: `The broker hung up on the ${what}`,
          detail: `${event.text}${loss === undefined ? '' : `, then ${loss.event.text}`}: the broker closed the connection in place of an answer to the ${what}.${topicText(capture, transaction)}${brokerSaw(noted, event.t)}`,
          advice:
            'Look at the rules of the broker: may this client use this topic (policy, ACL)? Check the topic itself (+ and # stand alone, # comes last, none of them in a PUBLISH), the declared lengths in bytes, QoS and retain, and the limits of the broker for the payload. Its log names the reason.',
        }),
      ];
    });
  },
};

function topicText(capture: Capture, transaction: Transaction | null): string {
  if (transaction === null) return '';
  const publishes = transaction.name === '+CMQTTPUB';
  const bytes = publishes ? topicOf(capture, transaction) : dataBytes(capture, transaction);
  if (bytes === null || bytes.length === 0) return '';
  const topic = decodeUtf8(bytes);
  const check = publishes ? checkTopicName(topic) : checkTopicFilter(topic);
  return ` The topic was "${topic}"${check.ok ? '' : `, which is not valid: ${check.error.message}`}.`.replace(
    /\.\.$/,
    '.',
  );
}

/** What the local broker wrote down of it. */
function brokerSaw(noted: readonly MqttRow[], t: number): string {
  const row = noted.find((each) => Math.abs(each.t - t) <= 5 * SECONDS);
  return row === undefined ? '' : ` The local broker noted: ${row.text}.`;
}
