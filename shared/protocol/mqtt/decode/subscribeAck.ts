import { SUBACK_RETURN_CODES } from '../tables/returnCodes.ts';
import { hexByte, readReasonCode } from './codes.ts';
import { addListed } from './listed.ts';
import type { PacketCursor } from './packetCursor.ts';
import { readPacketId } from './packetId.ts';
import { readProperties } from './properties.ts';
import type { CodeInWords, SubackBody, UnsubackBody } from './summaryTypes.ts';

/** SUBACK (3.1.1 section 3.9, 5.0 section 3.9). */
export function readSuback(cursor: PacketCursor): SubackBody {
  const header = readHeader(cursor, 'SUBACK');
  const codes = readCodes(cursor, () =>
    cursor.level === 5 ? readReasonCode(cursor, 'SUBACK') : readReturnCode(cursor),
  );
  if (codes.length === 0 && !cursor.broken && cursor.complete) {
    cursor.note('subackEmpty', 'no return code: one per topic filter is due');
  }
  return { type: 'SUBACK', ...header, codes };
}

/** UNSUBACK (3.1.1 section 3.11 without codes, 5.0 section 3.11 with one per topic filter). */
export function readUnsuback(cursor: PacketCursor): UnsubackBody {
  const header = readHeader(cursor, 'UNSUBACK');
  if (cursor.level !== 5) return { type: 'UNSUBACK', ...header, codes: [] };
  const codes = readCodes(cursor, () => readReasonCode(cursor, 'UNSUBACK'));
  if (codes.length === 0 && !cursor.broken && cursor.complete) {
    cursor.note('unsubackEmpty', 'no reason code: one per topic filter is due');
  }
  return { type: 'UNSUBACK', ...header, codes };
}

const readHeader = (cursor: PacketCursor, place: 'SUBACK' | 'UNSUBACK'): Pick<SubackBody, 'packetId' | 'properties'> =>
  cursor.group('Variable header', () => ({
    packetId: readPacketId(cursor),
    properties: readProperties(cursor, place),
  }));

const readCodes = (cursor: PacketCursor, read: () => CodeInWords): CodeInWords[] =>
  cursor.group('Payload', () => {
    const codes: CodeInWords[] = [];
    while (cursor.left > 0 && !cursor.broken) addListed(codes, read());
    return codes;
  });

function readReturnCode(cursor: PacketCursor): CodeInWords {
  const code = cursor.byte('Return code', {
    meaning: (value) => SUBACK_RETURN_CODES.get(value) ?? `${hexByte(value)} reserved`,
  });
  const text = SUBACK_RETURN_CODES.get(code);
  if (text === undefined) cursor.note('subackReturnCode', `return code ${hexByte(code)} is reserved`);
  return { code, text: text ?? `return code ${hexByte(code)}`, ok: code <= 2 };
}
