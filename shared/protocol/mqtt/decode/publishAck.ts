import { readOptionalReasonCode } from './codes.ts';
import type { PacketCursor } from './packetCursor.ts';
import { readPacketId } from './packetId.ts';
import { readOptionalProperties } from './properties.ts';
import type { PublishAckBody } from './summaryTypes.ts';

/** PUBACK, PUBREC, PUBREL, PUBCOMP (3.1.1 sections 3.4 to 3.7; 5.0 likewise, with an optional reason code). */
export const readPublishAck = (cursor: PacketCursor, type: PublishAckBody['type']): PublishAckBody =>
  cursor.group('Variable header', () => {
    const packetId = readPacketId(cursor);
    const result = readOptionalReasonCode(cursor, type);
    return { type, packetId, result, properties: readOptionalProperties(cursor, type) };
  });
