import type { Capture, Finding, Rule } from '../../types.ts';
import { type ConnectionLoss, connectionLosses } from '../support/connectionLosses.ts';
import { finding, type Seen, seen, seenCommand } from '../support/finding.ts';
import { type LaneSession, laneSessions } from '../support/lanePackets.ts';
import { progressOf } from '../support/progress.ts';
import { actions, confirmed, endOf, SECONDS } from '../support/select.ts';

/** A connection ends so soon after another one with its client id came. */
const SOON = 10 * SECONDS;

/** Two connections with one client id: the broker closes the older one [MQTT-3.1.4-2]. */
export const clientIdTakeover: Rule = {
  id: 'mqtt.client-id-takeover',
  layer: 'mqtt-session',
  find(capture) {
    const losses = connectionLosses(capture);
    return [...atBroker(capture, losses), ...atModem(capture, losses)];
  },
};

const ADVICE =
  'Give every client an id of its own, for example with the serial number or IMEI in it; look for a test program or a second board with the same id. When it is the same device that came back, the broker had not noticed the end of its old connection: a shorter keep-alive helps, and AT+CMQTTDISC before a restart.';

const reported = (id: string, severity: 'fault' | 'warning', evidence: readonly [Seen, ...Seen[]]): Finding =>
  finding(clientIdTakeover, {
    severity,
    evidence,
    title: 'Two connections share one client id',
    detail: `"${id}" connected while a connection with the same client id was open; the broker closes the older one.`,
    advice: ADVICE,
  });

function atBroker(capture: Capture, losses: readonly ConnectionLoss[]): readonly Finding[] {
  const sessions = laneSessions(capture);
  const progress = progressOf(capture);
  const open = new Map<string, LaneSession>();
  return sessions.flatMap((session): readonly Finding[] => {
    const { clientId, connect, packets } = session;
    if (clientId === '' || packets.some(({ packet }) => packet.type === 'CONNACK' && !packet.result.ok)) return [];
    const older = open.get(clientId);
    open.set(clientId, session);
    if (older === undefined || (older.closed !== null && older.closed.t < connect.row.t)) return [];
    const loss = losses.find(({ event }) => Math.abs(event.t - connect.row.t) <= SOON);
    const hurt = loss !== undefined && !progress.after('mqtt-connect', loss.event.t + 1);
    const evidence: readonly [Seen, ...Seen[]] = [
      { seq: connect.row.seq, t: connect.row.t, text: `CONNECT of "${clientId}"` },
      { seq: older.connect.row.seq, t: older.connect.row.t, text: `the older CONNECT of "${clientId}"` },
      ...(loss === undefined ? [] : [seen(loss.event)]),
    ];
    return [reported(clientId, hurt ? 'fault' : 'warning', evidence)];
  });
}

/** Both clients of one modem with one id. */
function atModem(capture: Capture, losses: readonly ConnectionLoss[]): readonly Finding[] {
  const ids = new Map<string, string>();
  const progress = progressOf(capture);
  return actions(capture, '+CMQTTACCQ', '+CMQTTCONNECT').flatMap((each): readonly Finding[] => {
    const [client = '', id = ''] = each.args;
    if (each.name === '+CMQTTACCQ') {
      ids.set(`${each.link} ${client}`, id);
      return [];
    }
    const other = client === '0' ? '1' : '0';
    const own = ids.get(`${each.link} ${client}`) ?? '';
    if (own === '' || ids.get(`${each.link} ${other}`) !== own || !confirmed(each)) return [];
    const loss = losses.find(
      ({ event, client: lost }) => `${lost}` === other && event.t >= each.t && event.t - endOf(each) <= SOON,
    );
    if (loss === undefined) return [];
    const severity = progress.after('mqtt-session', loss.event.t + 1) ? 'warning' : 'fault';
    return [reported(own, severity, [seenCommand(each), seen(loss.event)])];
  });
}
