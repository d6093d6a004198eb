import { actions, endOf, hasSucceeded } from './rules/support/select.ts';
import type { RungSignal } from './rungSignals.ts';
import type { Capture, RungState, SocketPacket } from './types.ts';

/** What the packets in the modem's sockets say of the upper rungs; what they prove is told by the successes. */
export const packetSignals = ({ socketPackets }: Pick<Capture, 'socketPackets'>): readonly RungSignal[] =>
  socketPackets.flatMap(({ packet, dir, row: { t, seq } }): readonly RungSignal[] => {
    const signal = (rung: 'CONNECT' | 'PUBLISH', state: RungState, text: string): RungSignal => ({
      t,
      seq,
      rung,
      state,
      text,
    });
    if (dir === 'rx') return refusal(packet).map(([rung, text]) => signal(rung, 'failed', text));
    switch (packet.type) {
      case 'CONNECT':
        return [signal('CONNECT', 'trying', 'CONNECT sent'), signal('PUBLISH', 'unknown', '')];
      case 'SUBSCRIBE':
        return [signal('PUBLISH', 'trying', 'SUBSCRIBE sent')];
      case 'PUBLISH':
        // Nobody confirms one at QoS 0.
        return packet.qos === 0 ? [] : [signal('PUBLISH', 'trying', 'PUBLISH sent')];
      case 'DISCONNECT':
        return [signal('CONNECT', 'unknown', ''), signal('PUBLISH', 'unknown', '')];
      default:
        return [];
    }
  });

/** The host closed its sockets: what ran through them has ended, and nothing failed. */
export const closedSockets = (capture: Capture): readonly RungSignal[] =>
  capture.socketPackets.length === 0
    ? []
    : actions(capture, '+CIPCLOSE', '+NETCLOSE', '+CCHCLOSE')
        .filter(hasSucceeded)
        .flatMap((each) =>
          (['TCP', 'CONNECT', 'PUBLISH'] as const).map(
            (rung): RungSignal => ({ t: endOf(each), seq: each.commandSeq, rung, state: 'unknown', text: '' }),
          ),
        );

function refusal(packet: SocketPacket['packet']): readonly (readonly ['CONNECT' | 'PUBLISH', string])[] {
  if (packet.type === 'CONNACK' && !packet.result.ok) return [['CONNECT', `CONNACK: ${packet.result.text}`]];
  if (packet.type === 'DISCONNECT') return [['CONNECT', `DISCONNECT: ${packet.result.text}`]];
  if (packet.type !== 'SUBACK') return [];
  const [first] = packet.codes;
  return first === undefined || packet.codes.some(({ ok }) => ok) ? [] : [['PUBLISH', `SUBACK: ${first.text}`]];
}
