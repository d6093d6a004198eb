import type { Capture, SocketPacket } from '../../types.ts';
import { SECONDS } from './select.ts';

/** No broker takes longer to answer. */
const PATIENCE = 20 * SECONDS;
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  CONNECT: ['CONNACK'],
  SUBSCRIBE: ['SUBACK'],
  UNSUBSCRIBE: ['UNSUBACK'],
  PUBLISH: ['PUBACK', 'PUBREC'],
  PINGREQ: ['PINGRESP'],
};

/** Packets a firmware sent through a socket whose answer did not come, though it had the time, and nothing waits unread. */
export function unansweredPackets({ socketPackets, serial, timed, tEnd }: Capture): readonly SocketPacket[] {
  if (!timed) return [];
  return socketPackets.filter((sent) => {
    const { packet, dir, link, socket, row } = sent;
    const wanted = ANSWERS[packet.type];
    if (dir !== 'tx' || wanted === undefined || packet.problems.length > 0 || !packet.complete) return false;
    if (packet.type === 'PUBLISH' && packet.qos === 0) return false;
    if (tEnd - row.t < PATIENCE) return false;
    const answered = socketPackets.some(
      (each) => each.dir === 'rx' && each.link === link && each.socket === socket && each.row.seq > row.seq,
    );
    // Closed, given up or unread within that time.
    const ended = serial.some(
      (event) =>
        event.link === link &&
        event.t > row.t &&
        event.t < row.t + PATIENCE &&
        ENDS.test(event.text) &&
        event.row.kind !== 'echo',
    );
    return !answered && !ended;
  });
}

const ENDS =
  /^(?:\+IPCLOSE|\+CIPEVENT|\+CIPCLOSE|\+NETCLOSE|\+CIPRXGET: 1,|CLOSED|RDY|AT\+(?:CIPCLOSE|NETCLOSE|CRESET|CFUN))/i;
