import type { MqttLevel } from './row.ts';

/**
 * Who is at the other end of a link. Serial: `modem` (the bench is the host), `console` (an MCU's log output). MQTT:
 * `device` (any client of the local broker or of a proxy), `console` (the bench's own publish/subscribe client), `broker` (the
 * local broker, a proxy or the bridge itself: only notes stand on it), `bridge` (the bench's own client, at the local and at a
 * remote broker, that joins the two), `uart` (an MQTT client in the firmware, seen in the bytes of a serial link, which are
 * in that link's rows too).
 */
export const LINK_ROLES = ['modem', 'mcu-console', 'device', 'console', 'broker', 'bridge', 'uart'] as const;
export type LinkRole = (typeof LINK_ROLES)[number];

/** One wire the bench listens to: an opened serial port (kept over reconnects) or one MQTT connection. */
export interface LinkInfo {
  readonly id: number;
  readonly lane: 'serial' | 'mqtt';
  readonly role: LinkRole;
  /** Short name for a column: `ttyUSB2`, the client id, or `#12` until one is known. */
  readonly name: string;
  /** Where it is: a device path, `tcp://…`, or the peer's address and port. */
  readonly address: string;
  /** MQTT client id once CONNECT was seen; '' before, and on serial links. */
  readonly clientId: string;
  readonly level: MqttLevel;
  /** Microseconds since the session began. */
  readonly openedAt: number;
  readonly closedAt: number | null;
}
