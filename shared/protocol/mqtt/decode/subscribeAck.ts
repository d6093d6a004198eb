import { SUBACK_RETURN_CODES } from '../tables/returnCodes.ts';
import { hexByte, readReasonCode } from './codes.ts';
import type { PacketCursor } from './packetCursor.ts';
import { readPacketId } from './packetId.ts';
import { readProperties } from './properties.ts';
import type { CodeInWords, SubackBody, UnsubackBody } from './summaryTypes.ts';

/** SUBACK (3.1.1 section 3.9, 5.0 section 3.9). */
export function readSuback(cursor: PacketCursor): SubackBody {
  const packetId = readPacketId(cursor);
  const properties = readProperties(cursor, 'SUBACK');
  const codes = readCodes(cursor, () =>
    cursor.level === 5 ? readReasonCode(cursor, 'SUBACK') : readReturnCode(cursor),
  );
  if (codes.length === 0 && !cursor.broken)
    cursor.problem('no return code: one per topic filter is due (section 3.9.3)');
  return { type: 'SUBACK', packetId, codes, properties };
}

/** UNSUBACK (3.1.1 section 3.11 without codes, 5.0 section 3.11 with one per topic filter). */
export function readUnsuback(cursor: PacketCursor): UnsubackBody {
  const packetId = readPacketId(cursor);
  const properties = readProperties(cursor, 'UNSUBACK');
  const codes = cursor.level === 5 ? readCodes(cursor, () => readReasonCode(cursor, 'UNSUBACK')) : [];
  return { type: 'UNSUBACK', packetId, codes, properties };
}

function readCodes(cursor: PacketCursor, read: () => CodeInWords): CodeInWords[] {
  const codes: CodeInWords[] = [];
  while (cursor.left > 0 && !cursor.broken) codes.push(read());
  return codes;
}

function readReturnCode(cursor: PacketCursor): CodeInWords {
  const code = cursor.byte('Return code', (value) => SUBACK_RETURN_CODES.get(value) ?? hexByte(value));
  const text = SUBACK_RETURN_CODES.get(code);
  if (text === undefined) cursor.problem(`return code ${hexByte(code)} is reserved [MQTT-3.9.3-2]`);
  return { code, text: text ?? `return code ${hexByte(code)}`, ok: code <= 2 };
}
