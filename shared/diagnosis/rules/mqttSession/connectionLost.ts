import type { MqttRow } from '../../../model/row.ts';
import type { Capture, Rule, SerialEvent } from '../../types.ts';
import { type ConnectionLoss, connectionLosses } from '../support/connectionLosses.ts';
import { finding, seen } from '../support/finding.ts';
import { silentLosses } from '../support/keepAlives.ts';
import { deviceRows } from '../support/lanePackets.ts';
import { progressOf } from '../support/progress.ts';
import { actions, linesNamed, SECONDS, secondsText } from '../support/select.ts';

/** The MQTT connection ended, and nothing else in the capture says why. */
export const connectionLost: Rule = {
  id: 'mqtt.connection-lost',
  layer: 'mqtt-session',
  effectOf: [
    'mqtt.broker-hung-up',
    'mqtt.keep-alive',
    'mqtt.client-id-takeover',
    'mqtt.malformed',
    'mqtt.refused-client-id',
    'mqtt.refused-not-authorized',
  ],
  find(capture) {
    const explained = new Set(silentLosses(capture).map(({ loss }) => loss.event.seq));
    const losses = connectionLosses(capture).filter(
      ({ cause, hungUpOn, event }) => (cause === 1 || cause === 2) && hungUpOn === null && !explained.has(event.seq),
    );
    const modules = moduleLosses(capture);
    if (losses.length + modules.length === 0) return [];
    const progress = progressOf(capture);
    const closes = deviceRows(capture).filter(({ kind, text }) => kind === 'close' && text !== '');
    const told = losses.map((loss) =>
      finding(connectionLost, {
        severity: progress.after('mqtt-connect', loss.event.t + 1) ? 'warning' : 'fault',
        evidence: [seen(loss.event)],
        title:
          loss.cause === 1
            ? 'The broker, or something before it, closed the MQTT connection'
            : 'The MQTT connection was reset',
        detail: `${loss.event.text}${sinceText(capture, loss)}.${brokerText(closes, loss)}`,
        advice:
          'Connect again: AT+CMQTTCONNECT, when it fails from AT+CMQTTDISC and AT+CMQTTREL on. The log of the broker names the reason: a time-out, a second client with the same id, a limit, a restart. Operators also drop idle connections after some minutes: choose a shorter keep-alive.',
      }),
    );
    const others = modules.map((event) =>
      finding(connectionLost, {
        severity: progress.after('mqtt-connect', event.t + 1) ? 'warning' : 'fault',
        evidence: [seen(event)],
        title: 'The MQTT connection ended',
        detail: `The module said ${event.text}, and no command had asked for it.`,
        advice:
          'Connect again with AT+MQTTCONN (its fifth parameter lets the module do so itself). The log of the broker names the reason: a time-out, a second client with the same id, a limit, a restart; or the Wi-Fi went, then WIFI DISCONNECT stands near.',
      }),
    );
    return [...told, ...others];
  },
};

/** A Wi-Fi module (ESP-AT) lost a connection it had; AT+MQTTCLEAN asks for it, AT+MQTTCONN says so when it fails. */
function moduleLosses(capture: Capture): readonly SerialEvent[] {
  if (capture.family !== 'esp-at') return [];
  let connected = false;
  return linesNamed(capture, '+MQTTCONNECTED', '+MQTTDISCONNECTED').filter((event) => {
    const had = connected;
    connected = event.name === '+MQTTCONNECTED';
    const asked = actions(capture, '+MQTTCLEAN').some(({ t }) => t <= event.t && event.t - t <= 15 * SECONDS);
    return had && !connected && !asked;
  });
}

/** How long after the last thing the modem sent. */
function sinceText({ timed, transactions }: Capture, { event, client }: ConnectionLoss): string {
  const last = transactions.findLast(
    ({ name, args, t, link }) =>
      link === event.link &&
      t <= event.t &&
      /^\+CMQTT(?:CONNECT|PUB|SUB|UNSUB)$/.test(name ?? '') &&
      args[0] === `${client}`,
  );
  if (!timed || last === undefined) return '';
  return `, ${secondsText(event.t - last.t)} after AT${last.name ?? ''}`;
}

function brokerText(closes: readonly MqttRow[], { event }: ConnectionLoss): string {
  const row = closes.find(({ t }) => Math.abs(t - event.t) <= 10 * SECONDS);
  return row === undefined ? '' : ` The local broker noted: ${row.text}.`;
}
