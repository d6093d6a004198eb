import type { BaudJudgement, LinkSide, PortState, SerialLink } from '#shared/contract/serial.ts';
import type { BridgeFlow } from '#shared/contract/serialLink.ts';

/** One port of a link, with what is known of it beside its own state. */
export interface SideView {
  readonly side: LinkSide;
  readonly port: PortState;
  /** What the bytes that came in on it say about its speed. */
  readonly judged: BaudJudgement;
  /** What waits for it; null where nothing is passed on. */
  readonly flow: BridgeFlow | null;
  /** Looking for its speed sends AT. */
  readonly asksAt: boolean;
}

/** The port or ports of a link, the MCU's first. */
export function sidesOf(link: SerialLink): readonly SideView[] {
  const { mode, mcu, judged, bridge, role } = link;
  const modem: SideView = {
    ...{ side: 'modem', port: { ...link, ...bridge?.modem }, judged: judged.rx },
    flow: bridge?.toModem ?? null,
    asksAt: mode !== 'tap' && role === 'modem',
  };
  if (mcu === null) return [modem];
  return [{ side: 'mcu', port: mcu, judged: judged.tx, flow: bridge?.toMcu ?? null, asksAt: false }, modem];
}

/** Who is at the other end of a direct port. */
export const peerOf = ({ role }: Pick<SerialLink, 'role'>): 'modem' | 'MCU' => (role === 'modem' ? 'modem' : 'MCU');

/** A port of the link is read at another speed than its sender's. */
export const hasWrongSpeed = (link: SerialLink): boolean =>
  !link.detecting && sidesOf(link).some(({ port, judged }) => port.state === 'open' && judged.verdict === 'wrong-baud');
