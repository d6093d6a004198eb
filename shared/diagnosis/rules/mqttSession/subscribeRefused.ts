import type { Capture, Rule } from '../../types.ts';
import { finding } from '../support/finding.ts';
import { lanePackets } from '../support/lanePackets.ts';

/** The broker answered a SUBSCRIBE, and granted none of its topics (SUBACK 80; from 5.0 on a reason). */
export const subscribeRefused: Rule = {
  id: 'mqtt.subscribe-refused',
  layer: 'mqtt-session',
  find(capture) {
    const answers = [...subacks(capture)];
    return answers.flatMap(({ link, seq, t, codes }) => {
      const [refused] = codes.filter(({ ok }) => !ok);
      if (refused === undefined || codes.some(({ ok }) => ok)) return [];
      const later = answers.some((other) => other.link === link && other.seq > seq && other.codes.some(({ ok }) => ok));
      const code = refused.code.toString(16).padStart(2, '0');
      return [
        finding(subscribeRefused, {
          severity: later ? 'warning' : 'fault',
          evidence: [{ seq, t, text: `SUBACK: ${refused.text}` }],
          title: 'The broker refused the subscription',
          detail: `The SUBACK says ${code} (${refused.text}): no message will come for this topic.`,
          advice:
            'Look at the rules of the broker: may this client subscribe to this topic (policy, ACL)? Check the filter: + and # stand alone between slashes, # comes last. Do not wait for messages before every code of the SUBACK is 0, 1 or 2.',
        }),
      ];
    });
  },
};

interface Suback {
  readonly link: number;
  readonly seq: number;
  readonly t: number;
  readonly codes: readonly { readonly code: number; readonly ok: boolean; readonly text: string }[];
}

/** In the sockets of the modem, and at the local broker. */
function* subacks(capture: Capture): Generator<Suback> {
  for (const { packet, row } of [...capture.socketPackets, ...lanePackets(capture)]) {
    if (packet.type === 'SUBACK' && packet.problems.length === 0)
      yield { link: row.link, seq: row.seq, t: row.t, codes: packet.codes };
  }
}
