import type { Finding, Rule } from '../../types.ts';
import { finding, type Seen, seen, seenCommand } from '../support/finding.ts';
import { publications } from '../support/publications.ts';
import { endOf, outcomeLine, SECONDS, wasRefused } from '../support/select.ts';

/** So long a PUBLISH may be on its way. */
const ON_ITS_WAY = 10 * SECONDS;

/** The modem says that it published, and the local broker it is connected to never got it. */
export const neverArrived: Rule = {
  id: 'link.never-arrived',
  layer: 'mqtt-session',
  find(capture) {
    if (!capture.timed) return [];
    const all = publications(capture).filter(({ sessions }) => sessions.length > 0);
    return all.flatMap(({ transaction, qos, topic, sessions, arrived }, index): readonly Finding[] => {
      const { outcome } = transaction;
      const said = outcome === null ? transaction.result.kind === 'ok' : outcome.ok;
      if (arrived !== null || !said || wasRefused(transaction)) return [];
      if (capture.tEnd - endOf(transaction) < ON_ITS_WAY && !(outcome !== null && qos > 0)) return [];
      const later = all.slice(index + 1).some((each) => each.arrived !== null);
      const line = outcomeLine(transaction);
      const evidence: readonly [Seen, ...Seen[]] = [seenCommand(transaction), ...(line === null ? [] : [seen(line)])];
      const ended = sessions.some(({ closed }) => closed !== null && closed.t <= endOf(transaction));
      return [
        finding(neverArrived, {
          severity: later ? 'warning' : 'fault',
          evidence,
          title: 'A message was sent by the modem and never arrived at this broker',
          detail: `${transaction.command} was answered ${line?.text ?? 'OK'}, and no PUBLISH${topic === '' ? '' : ` to "${topic}"`} of that client reached the local broker.${ended ? ' Its connection had ended before.' : ''}`,
          advice:
            qos === 0 || outcome === null
              ? 'At QoS 0 (and after OK alone) nobody confirms a message. Use QoS 1, wait for +CMQTTPUB: 0,0, and connect again after +CMQTTCONNLOST.'
              : 'Something between modem and broker answered in its place, or the modem is connected to another broker: compare the address of AT+CMQTTCONNECT? with the one of this broker, and the proxy or tunnel in between.',
        }),
      ];
    });
  },
};
