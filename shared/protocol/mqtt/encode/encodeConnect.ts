import { latin1Bytes } from '../../../base/latin1.ts';
import { counted, uint16, writePacket } from './packetWriter.ts';

/** Text of packets is bytes here: whoever sends may send what is no UTF-8. */
export interface ConnectFields {
  /** 3: MQTT 3.1, 4: MQTT 3.1.1. */
  readonly level: 3 | 4;
  readonly clientId: Uint8Array;
  /** Seconds; 0 switches keep-alive off. */
  readonly keepAlive: number;
  readonly clean: boolean;
  readonly will: {
    readonly topic: Uint8Array;
    readonly payload: Uint8Array;
    readonly qos: 0 | 1 | 2;
    readonly retain: boolean;
  } | null;
  readonly user: Uint8Array | null;
  /** Needs a user name [MQTT-3.1.2-22]; left out without one. */
  readonly password: Uint8Array | null;
}

const NAMES = { 3: latin1Bytes('MQIsdp'), 4: latin1Bytes('MQTT') } as const;

/** CONNECT (MQTT 3.1 and 3.1.1, section 3.1). */
export function encodeConnect({ level, clientId, keepAlive, clean, will, user, password }: ConnectFields): Uint8Array {
  const secret = user === null ? null : password;
  const flags =
    (clean ? 0x02 : 0) |
    (will === null ? 0 : 0x04 | (will.qos << 3) | (will.retain ? 0x20 : 0)) |
    (secret === null ? 0 : 0x40) |
    (user === null ? 0 : 0x80);
  const strings = [clientId, ...(will === null ? [] : [will.topic, will.payload]), user, secret];
  return writePacket(
    0x10,
    counted(NAMES[level]),
    Uint8Array.of(level, flags),
    uint16(keepAlive),
    ...strings.flatMap((text) => (text === null ? [] : [counted(text)])),
  );
}

/** DISCONNECT (section 3.14). */
export const encodeDisconnect = (): Uint8Array => writePacket(0xe0);

/** PINGREQ (section 3.12). */
export const encodePingreq = (): Uint8Array => writePacket(0xc0);
