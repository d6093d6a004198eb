import type { Capture, Rule } from '../../types.ts';
import { findingFrom, seen, seenCommand, seenResult } from '../support/finding.ts';
import { keptLines, keptStates } from '../support/keptState.ts';
import { maskedCommand } from '../support/maskedCommand.ts';
import { actions, outcomeLine } from '../support/select.ts';
import { succeededAfter } from '../support/successes.ts';

/** The firmware began anew, and the modem still has its sockets and MQTT clients open. */
export const mcuRestartedAlone: Rule = {
  id: 'power.mcu-restarted-alone',
  layer: 'power',
  find(capture) {
    const kept = keptStates(capture);
    const lines = keptLines(capture);
    const first = kept[0] ?? lines[0];
    if (first === undefined) return [];
    const answers = kept.map((each) => {
      const said = outcomeLine(each)?.text ?? each.lines.at(-1)?.text ?? 'ERROR';
      return `${maskedCommand(each)}: ${said}`;
    });
    const told = [...answers, ...lines.map(({ text }) => text)];
    const found = findingFrom(
      mcuRestartedAlone,
      [
        ...kept.flatMap((each) => [seenCommand(each), seenResult(each, outcomeLine(each)?.text)]),
        ...lines.map((event) => seen(event)),
      ],
      {
        severity:
          succeededAfter(capture, 'socket', first.t + 1) || dialledAfter(capture, first.t) ? 'warning' : 'fault',
        title: 'The MCU restarted, the modem did not: its services are still open',
        detail: `The first commands of the firmware found them open already. ${told.slice(0, 4).join('; ')}.`,
        advice:
          'At start-up bring the modem to a known state: AT+CMQTTDISC=0,60, AT+CMQTTREL=0, AT+CMQTTSTOP (for sockets AT+CIPCLOSE, AT+NETCLOSE), errors ignored, and then start. Or reset the modem together with the MCU, or take "already open" for success.',
      },
    );
    return found === null ? [] : [found];
  },
};

/** Codes that speak of the state of the client, not of a connection that was tried (manual V3.00, 16.3.1 and 11.6). */
const STATE_CODES: ReadonlyMap<string | null, readonly number[]> = new Map([
  ['+CMQTTCONNECT', [9, 10, 11, 12, 13, 14, 19, 20]],
  ['+CIPOPEN', [2, 3, 4, 8, 9]],
]);

/** The firmware went on and a connection was tried: that the service was open before did not stop it. */
const dialledAfter = (capture: Capture, t: number): boolean =>
  actions(capture, '+CMQTTCONNECT', '+CIPOPEN').some(
    (each) => each.t > t && each.outcome !== null && STATE_CODES.get(each.name)?.includes(each.outcome.code) === false,
  );
