import type { Rule } from '../../types.ts';
import { findingFrom, seenCommand, seenResult } from '../support/finding.ts';
import { keptStates } from '../support/keptState.ts';
import { maskedCommand } from '../support/maskedCommand.ts';
import { outcomeLine } from '../support/select.ts';
import { succeededAfter } from '../support/successes.ts';

/** The firmware began anew, and the modem still has its sockets and MQTT clients open. */
export const mcuRestartedAlone: Rule = {
  id: 'power.mcu-restarted-alone',
  layer: 'power',
  find(capture) {
    const kept = keptStates(capture);
    const [first] = kept;
    if (first === undefined) return [];
    const answers = kept.map((each) => {
      const said = outcomeLine(each)?.text ?? each.lines.at(-1)?.text ?? 'ERROR';
      return `${maskedCommand(each)}: ${said}`;
    });
    const found = findingFrom(
      mcuRestartedAlone,
      kept.flatMap((each) => [seenCommand(each), seenResult(each, outcomeLine(each)?.text)]),
      {
        severity: succeededAfter(capture, 'socket', first.t + 1) ? 'warning' : 'fault',
        title: 'The MCU restarted, the modem did not: its services are still open',
        detail: `The first commands of the firmware found them open already. ${answers.slice(0, 4).join('; ')}.`,
        advice:
          'At start-up bring the modem to a known state: AT+CMQTTDISC=0,60, AT+CMQTTREL=0, AT+CMQTTSTOP (for sockets AT+CIPCLOSE, AT+NETCLOSE), errors ignored, and then start. Or reset the modem together with the MCU, or take "already open" for success.',
      },
    );
    return found === null ? [] : [found];
  },
};
