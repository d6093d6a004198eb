import type { Capture, SerialEvent } from '../../types.ts';
import { wasAsked } from './askedTeardown.ts';
import { type ConnectionLoss, connectionLosses } from './connectionLosses.ts';
import { linesNamed, SECONDS, wholeNumber } from './select.ts';

/** A server closes after one and a half keep-alives of silence [MQTT-3.1.2-24]; the network takes its time. */
export const isKeepAliveSilence = (silence: number, keepAlive: number): boolean =>
  keepAlive > 0 && silence >= keepAlive * SECONDS && silence <= 1.6 * keepAlive * SECONDS + SECONDS;

/** A connection that ended after about the time a broker waits. */
export interface SilentLoss {
  readonly loss: ConnectionLoss;
  /** Seconds. */
  readonly keepAlive: number;
  /** Microseconds. */
  readonly silence: number;
}

/** MQTT commands that make the modem send a packet. */
const UPLINK = /^\+CMQTT(?:CONNECT|PUB|SUB|UNSUB)$/;

/** Losses of CMQTT clients between one and 1.6 keep-alives after the last packet of the client. */
export function silentLosses(capture: Capture): readonly SilentLoss[] {
  if (!capture.timed) return [];
  return connectionLosses(capture).flatMap((loss): readonly SilentLoss[] => {
    const { event, dial, client, hungUpOn, cause } = loss;
    const keepAlive = wholeNumber(dial?.transaction.args[2]) ?? 0;
    if (dial === null || dial.state !== 'open' || hungUpOn !== null || cause === 3) return [];
    const uplink = capture.transactions.findLast(
      ({ name, link, args, t }) =>
        t <= event.t && link === event.link && args[0] === `${client}` && UPLINK.test(name ?? ''),
    );
    const told = uplink?.outcome?.t ?? 0;
    const silence = event.t - Math.max(uplink?.t ?? dial.transaction.t, told <= event.t ? told : 0);
    return isKeepAliveSilence(silence, keepAlive) ? [{ loss, keepAlive, silence }] : [];
  });
}

/** A socket with MQTT on it that the other end closed after such a silence. */
export interface SilentSocket {
  readonly event: SerialEvent;
  readonly keepAlive: number;
  readonly silence: number;
}

export function silentSockets(capture: Capture): readonly SilentSocket[] {
  if (!capture.timed) return [];
  const packets = capture.socketPackets.filter(({ dir }) => dir === 'tx');
  if (packets.length === 0) return [];
  return linesNamed(capture, '+IPCLOSE').flatMap((event): readonly SilentSocket[] => {
    const socket = wholeNumber(event.fields[0]);
    if (event.fields[1] !== '1' || wasAsked(capture, event.link, event.t)) return [];
    const sent = packets.filter((each) => each.link === event.link && each.socket === socket && each.row.t <= event.t);
    const connect = sent.findLast(({ packet }) => packet.type === 'CONNECT')?.packet;
    const last = sent.at(-1);
    if (connect?.type !== 'CONNECT' || last === undefined || last.packet.type === 'DISCONNECT') return [];
    const silence = event.t - last.row.t;
    return isKeepAliveSilence(silence, connect.keepAlive) ? [{ event, keepAlive: connect.keepAlive, silence }] : [];
  });
}
