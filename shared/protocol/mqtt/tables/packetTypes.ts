import type { MqttLevel } from '../../../model/row.ts';

/** Control packet types by number (3.1.1 table 2.1, 5.0 table 2-1). 0 is reserved; 15 is reserved before 5.0. */
export const PACKET_TYPES = [
  'CONNECT',
  'CONNACK',
  'PUBLISH',
  'PUBACK',
  'PUBREC',
  'PUBREL',
  'PUBCOMP',
  'SUBSCRIBE',
  'SUBACK',
  'UNSUBSCRIBE',
  'UNSUBACK',
  'PINGREQ',
  'PINGRESP',
  'DISCONNECT',
  'AUTH',
] as const;
export type PacketType = (typeof PACKET_TYPES)[number];

/** The type of number 1 … 15; undefined for any other. */
export const packetType = (number: number): PacketType | undefined => PACKET_TYPES[number - 1];

/** The name of a packet type for people: `PUBLISH`, `type 0` for a number that is none. */
export const packetTypeName = (number: number): string => packetType(number) ?? `type ${number}`;

/** The flags every packet but PUBLISH must carry (3.1.1 table 2.2 [MQTT-2.2.2-1], 5.0 [MQTT-2.1.3-1]). */
export const requiredFlags = (type: PacketType): number =>
  type === 'PUBREL' || type === 'SUBSCRIBE' || type === 'UNSUBSCRIBE' ? 0b0010 : 0;

export type Sender = 'client' | 'server';

const FROM_CLIENT: readonly PacketType[] = ['CONNECT', 'SUBSCRIBE', 'UNSUBSCRIBE', 'PINGREQ'];
const FROM_SERVER: readonly PacketType[] = ['CONNACK', 'SUBACK', 'UNSUBACK', 'PINGRESP'];

/** Who sends it (3.1.1 table 2.1, 5.0 table 2-1). Before 5.0 a server closes without a DISCONNECT. */
export function senderOf(type: PacketType, level: MqttLevel): Sender | 'both' {
  if (FROM_CLIENT.includes(type) || (type === 'DISCONNECT' && level !== 5)) return 'client';
  return FROM_SERVER.includes(type) ? 'server' : 'both';
}
