import { CONNECT_RETURN_CODES } from '../tables/returnCodes.ts';
import { readBits } from './bitFields.ts';
import { hexByte, readReasonCode } from './codes.ts';
import type { PacketCursor } from './packetCursor.ts';
import { NO_PROPERTIES, readProperties } from './properties.ts';
import type { CodeInWords, ConnackBody } from './summaryTypes.ts';

const BITS = [
  { name: 'Reserved', mask: 0xfe },
  { name: 'Session present', mask: 0x01 },
];

/** CONNACK (3.1.1 section 3.2, 5.0 section 3.2). */
export const readConnack = (cursor: PacketCursor): ConnackBody =>
  cursor.group('Variable header', () => {
    // A server that speaks 3.1.1 only refuses a 5.0 client in its own format: two bytes, no property length.
    const oldForm = cursor.level !== 5 || cursor.left === 2;
    const flags = cursor.byte('Connect acknowledge flags', {
      meaning: (value) => (value === 1 ? 'session present' : value === 0 ? 'no session present' : hexByte(value)),
      bits: (value) => readBits(value, BITS),
    });
    // 3.1 does not use this byte at all.
    if (flags > (cursor.level === 3 ? 0 : 1)) {
      cursor.note('connackReservedFlags', 'reserved connect acknowledge flags are set');
    }
    const flagsAt = cursor.pos - 1;
    const sessionPresent = (flags & 1) !== 0;
    const result = oldForm ? readReturnCode(cursor) : readReasonCode(cursor, 'CONNACK');
    if (sessionPresent && result.code !== 0) {
      cursor.note('sessionPresentRefused', 'session present in a refusal', { offset: flagsAt });
    }
    if (cursor.level === 5 && oldForm && !cursor.broken) {
      cursor.note('connackOldForm', 'written in the 3.1.1 format: no property length');
    }
    return {
      type: 'CONNACK',
      sessionPresent,
      result,
      properties: oldForm ? NO_PROPERTIES : readProperties(cursor, 'CONNACK'),
    };
  });

function readReturnCode(cursor: PacketCursor): CodeInWords {
  const code = cursor.byte('Return code', { meaning: (value) => `${value} ${returnCodeText(value)}` });
  if (CONNECT_RETURN_CODES[code] === undefined) cursor.note('connackReturnCode', `return code ${code} is reserved`);
  return { code, text: returnCodeText(code), ok: code === 0 };
}

const returnCodeText = (code: number): string => CONNECT_RETURN_CODES[code] ?? `return code ${code}`;
