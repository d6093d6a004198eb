import type { Row } from '#shared/model/row.ts';
import { packetTypeOf } from '#shared/protocol/mqtt/fixedHeader.ts';
import { isLaterPart, parsePacketPart } from '#shared/protocol/mqtt/packetPart.ts';
import { decodePacket } from '#shared/protocol/mqtt/tree/decodePacket.ts';
import type { DecodedPacket } from '#shared/protocol/mqtt/tree/fieldNode.ts';

const CONNECT = 1;

/**
 * The control packet of a row, decoded; null for other rows, and for a later piece of a long packet, which has no header.
 * Of what is no MQTT only a CONNECT: it says what kept it from being one.
 */
export function rowPacket(row: Row): DecodedPacket | null {
  if (row.lane !== 'mqtt' || isLaterPart(row.text)) return null;
  const isConnect = row.kind === 'malformed' && packetTypeOf(row.bytes[0] ?? 0) === CONNECT;
  if (row.kind !== 'packet' && !isConnect) return null;
  return decodePacket(row.bytes, {
    level: row.level,
    ...(row.dir === 'none' ? {} : { from: row.dir === 'rx' ? 'client' : 'server' }),
    continues: parsePacketPart(row.text) !== null,
  });
}
