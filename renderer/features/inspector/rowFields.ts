import type { Row } from '#shared/model/row.ts';
import { type PacketField, packetFields } from '#shared/protocol/mqtt/fields.ts';
import { isLaterPart } from '#shared/protocol/mqtt/packetPart.ts';

/** The fields of a control packet; none for other rows, nor for a later piece of a long packet, which has no header. */
export const rowFields = (row: Row): readonly PacketField[] =>
  row.lane === 'mqtt' && row.kind === 'packet' && !isLaterPart(row.text) ? packetFields(row.bytes, row.level) : [];
