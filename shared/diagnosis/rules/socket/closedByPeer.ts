import type { Capture, Finding, FindingSeverity, Rule, SerialEvent } from '../../types.ts';
import { wasAsked } from '../support/askedTeardown.ts';
import { dialBefore, dials } from '../support/dials.ts';
import { finding, seen } from '../support/finding.ts';
import { isPeerClose } from '../support/peerClose.ts';
import { type Progress, progressOf } from '../support/progress.ts';
import { actions, hasFailed, wholeNumber } from '../support/select.ts';

/** The other end hung up. */
export const closedByPeer: Rule = {
  id: 'socket.closed-by-peer',
  layer: 'socket',
  effectOf: [
    'tls.plain-to-tls-port',
    'tls.handshake',
    'mqtt.refused-version',
    'mqtt.refused-client-id',
    'mqtt.refused-unavailable',
    'mqtt.refused-credentials',
    'mqtt.refused-not-authorized',
    'mqtt.malformed',
    'mqtt.client-id-takeover',
    'mqtt.keep-alive',
    'mqtt.broker-hung-up',
  ],
  find(capture) {
    const closes = capture.serial.filter((event) => isPeerClose(event) && !wasAsked(capture, event.link, event.t));
    if (closes.length === 0) return [];
    const progress = progressOf(capture);
    const all = dials(capture);
    return closes.map((event): Finding => {
      const client = wholeNumber(event.fields[0]) ?? 0;
      const service = event.name.startsWith('+CCH') ? 'ssl' : 'socket';
      const dial = dialBefore(all, { link: event.link, client, t: event.t, service });
      return finding(closedByPeer, {
        severity: severityOf(capture, event, progress),
        evidence: [seen(event)],
        title: 'The other end closed the connection',
        detail: `${event.text}${dial === undefined ? '' : `: ${dial.address} hung up`}.`,
        advice:
          'The network is still there: open the socket again. Why the server hung up, its log says: a packet it did not like, a time-out, a refused login; the broker lane shows it when it is the broker of this bench.',
      });
    });
  },
};

/** A server that closes after it has answered, and is not missed, has done its work, unless it was MQTT, which stays open up to DISCONNECT. */
function severityOf(capture: Capture, event: SerialEvent, progress: Progress): FindingSeverity {
  if (event.name === '+HTTP_PEER_CLOSED') return 'note';
  if (progress.after('tcp', event.t + 1)) return 'warning';
  const packets = capture.socketPackets.filter(({ link, row }) => link === event.link && row.t <= event.t);
  // After DISCONNECT it is the server that closes [MQTT-3.14.4-1].
  if (packets.length > 0)
    return packets.findLast(({ dir }) => dir === 'tx')?.packet.type === 'DISCONNECT' ? 'note' : 'fault';
  const received = capture.serial.some(
    ({ link, t, row }) => link === event.link && t <= event.t && row.dir === 'rx' && row.kind === 'payload',
  );
  const missed = actions(capture, '+CIPSEND', '+CCHSEND').some(
    (send) => send.link === event.link && send.t >= event.t && hasFailed(send),
  );
  return received && !missed ? 'note' : 'fault';
}
