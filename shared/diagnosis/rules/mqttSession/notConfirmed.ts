import type { Finding, Rule } from '../../types.ts';
import { finding, type Seen, seen, seenCommand } from '../support/finding.ts';
import { publications } from '../support/publications.ts';
import { outcomeLine, SECONDS } from '../support/select.ts';

/** An acknowledgement may take so long back to the modem. */
const ON_ITS_WAY = 10 * SECONDS;

/** The local broker acknowledged a message, and the firmware was never told. */
export const notConfirmed: Rule = {
  id: 'link.not-confirmed',
  layer: 'mqtt-session',
  find(capture) {
    if (!capture.timed) return [];
    const all = publications(capture);
    return all.flatMap(({ transaction, topic, acknowledged }, index): readonly Finding[] => {
      if (acknowledged === null || transaction.outcome?.ok === true) return [];
      const line = outcomeLine(transaction);
      if (line === null && capture.tEnd - acknowledged.row.t < ON_ITS_WAY) return [];
      const later = all.slice(index + 1).some((each) => each.transaction.outcome?.ok === true);
      const evidence: readonly [Seen, ...Seen[]] = [
        seenCommand(transaction),
        { seq: acknowledged.row.seq, t: acknowledged.row.t, text: acknowledged.packet.type },
        ...(line === null ? [] : [seen(line)]),
      ];
      return [
        finding(notConfirmed, {
          severity: later ? 'warning' : 'fault',
          evidence,
          title: 'The broker acknowledged a message, and the MCU was never told',
          detail: `The local broker got the PUBLISH${topic === '' ? '' : ` to "${topic}"`} and sent ${acknowledged.packet.type}; ${line === null ? 'no +CMQTTPUB line followed' : `the modem said ${line.text}`}.`,
          advice:
            'The message is there: when the firmware sends it again, it arrives twice. The way back is what failed: the network lost the acknowledgement, or the modem restarted or sleeps. Wait for +CMQTTPUB as long as the time given in AT+CMQTTPUB, and read the UART all the while.',
        }),
      ];
    });
  },
};
