import type { Capture, Finding, Rule, SerialEvent } from '../../types.ts';
import { wasAsked } from '../support/askedTeardown.ts';
import { boots } from '../support/boots.ts';
import { isRestarting } from '../support/connectionLosses.ts';
import { finding, seen } from '../support/finding.ts';
import { progressOf } from '../support/progress.ts';
import { SECONDS } from '../support/select.ts';

/** The data connection under all sockets is gone: nobody asked for it. */
export const lost: Rule = {
  id: 'socket.lost',
  layer: 'socket',
  find(capture) {
    const progress = progressOf(capture);
    return reports(capture).map((events): Finding => {
      const [first, ...rest] = events;
      const last = rest.at(-1) ?? first;
      const timedOut = events.every((event) => event.name === '+IPCLOSE');
      return finding(lost, {
        severity: progress.after(timedOut ? 'tcp' : 'socket', last.t + 1) ? 'warning' : 'fault',
        evidence: [seen(first), ...rest.map((event) => seen(event))],
        title: timedOut ? 'A socket was given up: its data could not be sent' : 'The data connection was lost',
        detail: `The modem reported ${[...new Set(events.map(({ text }) => text))].join(', ')}, and no command had asked for it.`,
        advice: timedOut
          ? 'Signal or network failed while data was on its way. Close the socket with AT+CIPCLOSE, look at AT+CSQ and AT+CEREG?, and open it again.'
          : 'Build it up again from the bottom: close the sockets, AT+NETCLOSE, AT+NETOPEN, AT+CIPOPEN; for MQTT AT+CMQTTDISC, AT+CMQTTREL, AT+CMQTTSTOP, then from AT+CMQTTSTART. When it happens again and again, look at signal (AT+CSQ), registration (AT+CEREG?) and supply.',
      });
    });
  },
};

/** Several reports of one loss come within this time. */
const ONE_LOSS = 10 * SECONDS;

function reports(capture: Capture): readonly (readonly [SerialEvent, ...SerialEvent[]])[] {
  const starts = boots(capture).map(({ event }) => event);
  const found: [SerialEvent, ...SerialEvent[]][] = [];
  for (const event of capture.serial) {
    if (event.row.dir !== 'rx' || !saysLost(event)) continue;
    // Part of a restart, or asked for.
    if (isRestarting(starts, event) || wasAsked(capture, event.link, event.t)) continue;
    const group = found.at(-1);
    const last = group?.at(-1);
    if (group !== undefined && last !== undefined && last.link === event.link && event.t - last.t <= ONE_LOSS)
      group.push(event);
    else found.push([event]);
  }
  return found;
}

const saysLost = ({ name, fields, text }: SerialEvent): boolean =>
  (name === '+CIPEVENT' && /NETWORK CLOSED/i.test(text)) ||
  name === '+CMQTTNONET' ||
  name === '+HTTP_NONET_EVENT' ||
  (name === '+CMQTTCONNLOST' && fields[1] === '3') ||
  (name === '+IPCLOSE' && fields[1] === '2');
