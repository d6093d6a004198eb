import type { MqttLevel } from '../../model/row.ts';
import type { PacketField } from './decode/packetCursor.ts';
import { readPacket } from './decode/readPacket.ts';

export type { PacketField } from './decode/packetCursor.ts';

/**
 * The fields of a control packet in byte order. Every byte belongs to exactly one; what cannot be read is a field too.
 * Secrets (password, authentication data) show their length only.
 */
export function packetFields(bytes: Uint8Array, level: MqttLevel): readonly PacketField[] {
  const fields: PacketField[] = [];
  readPacket(bytes, level, fields);
  return fields;
}
