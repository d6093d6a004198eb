import type { PacketCursor } from './packetCursor.ts';

/** Reads a packet identifier; 0 is not allowed ([MQTT-2.3.1-1], 5.0 [MQTT-2.2.1-3]; a server's PUBLISH [MQTT-2.2.1-4]). */
export function readPacketId(cursor: PacketCursor): number {
  const id = cursor.uint16('Packet identifier');
  if (id === 0 && !cursor.broken) cursor.note('packetIdZero', 'packet identifier 0 is not allowed');
  return id;
}
