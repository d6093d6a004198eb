import type { Capture, Finding, Rule } from '../../types.ts';
import { finding, type Seen, seen } from '../support/finding.ts';
import { isKeepAliveSilence, silentLosses, silentSockets } from '../support/keepAlives.ts';
import { laneSessions } from '../support/lanePackets.ts';
import { progressOf } from '../support/progress.ts';
import { linesNamed, secondsText, wholeNumber } from '../support/select.ts';

/** The broker heard nothing for longer than the client had promised, and closed. */
export const keepAlive: Rule = {
  id: 'mqtt.keep-alive',
  layer: 'mqtt-session',
  find(capture) {
    const cases = [...failedPings(capture), ...silences(capture), ...brokerSilences(capture)];
    if (cases.length === 0) return [];
    const progress = progressOf(capture);
    const reconnected = lastAccepted(capture);
    return cases.map(({ at, detail }): Finding => {
      const again = at.t + 1;
      return finding(keepAlive, {
        severity: progress.after('mqtt-connect', again) || reconnected > at.t ? 'warning' : 'fault',
        evidence: [at],
        title: 'The keep-alive was not served',
        detail,
        advice:
          'A client must send something within its keep-alive; the broker waits one and a half times as long. Over a socket of your own send PINGREQ (C0 00) in time, also while nothing else happens. With the MQTT commands the modem pings by itself: then it slept (AT+CSCLK), lost the network, or the operator dropped the idle connection. Choose 30 to 120 s, and connect again after a loss.',
      });
    });
  },
};

interface Case {
  readonly at: Seen;
  readonly detail: string;
}

const failedPings = (capture: Capture): readonly Case[] =>
  linesNamed(capture, '+CMQTTPING')
    .filter(({ fields }) => (wholeNumber(fields[1]) ?? 0) !== 0)
    .map((event) => ({ at: seen(event), detail: `${event.text}: the modem’s ping was not answered.` }));

const silenceText = (silence: number, promised: number): string =>
  `${secondsText(silence)} after the last packet of the client; its keep-alive is ${promised} s`;

const silences = (capture: Capture): readonly Case[] => [
  ...silentLosses(capture).map(({ loss: { event }, keepAlive: promised, silence }) => ({
    at: seen(event),
    detail: `${event.text} came ${silenceText(silence, promised)}.`,
  })),
  ...silentSockets(capture).map(({ event, keepAlive: promised, silence }) => ({
    at: seen(event),
    detail: `${event.text}: the broker closed ${silenceText(silence, promised)}.`,
  })),
];

/** The same, seen at the local broker. */
const brokerSilences = (capture: Capture): readonly Case[] =>
  laneSessions(capture).flatMap(({ packets, closed, keepAlive: promised, clientId }): readonly Case[] => {
    const last = packets.findLast(({ row }) => row.dir === 'rx');
    if (closed === null || last === undefined || last.packet.type === 'DISCONNECT') return [];
    const silence = closed.t - last.row.t;
    if (!isKeepAliveSilence(silence, promised)) return [];
    const at: Seen = { seq: closed.seq, t: closed.t, text: closed.text };
    return [{ at, detail: `The local broker closed "${clientId}" ${silenceText(silence, promised)}.` }];
  });

/** When the local broker last let a client in; -1: never. */
const lastAccepted = (capture: Capture): number =>
  laneSessions(capture).findLast(({ packets }) =>
    packets.some(({ packet }) => packet.type === 'CONNACK' && packet.result.ok),
  )?.connect.row.t ?? -1;
