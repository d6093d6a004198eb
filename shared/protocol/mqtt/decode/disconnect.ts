import { readOptionalReasonCode } from './codes.ts';
import type { PacketCursor } from './packetCursor.ts';
import { readOptionalProperties } from './properties.ts';
import type { AuthBody, DisconnectBody } from './summaryTypes.ts';

/** DISCONNECT (3.1.1 section 3.14; 5.0 section 3.14 with an optional reason). */
export const readDisconnect = (cursor: PacketCursor): DisconnectBody =>
  cursor.group('Variable header', () => {
    const result = readOptionalReasonCode(cursor, 'DISCONNECT');
    return { type: 'DISCONNECT', result, properties: readOptionalProperties(cursor, 'DISCONNECT') };
  });

/** AUTH (5.0 section 3.15); the type is reserved before. */
export function readAuth(cursor: PacketCursor): AuthBody {
  if (cursor.level !== 5) cursor.note('authBeforeFive', 'packet type 15 is reserved before 5.0', { offset: 0 });
  return cursor.group('Variable header', () => {
    // Without a reason it is 0, success, and nothing more is due.
    const isBare = cursor.left === 0;
    const result = readOptionalReasonCode(cursor, 'AUTH');
    const properties = readOptionalProperties(cursor, 'AUTH');
    if (
      cursor.level === 5 &&
      !isBare &&
      cursor.complete &&
      !cursor.broken &&
      properties.authenticationMethod === null
    ) {
      cursor.note('authMethodMissing', 'no authentication method');
    }
    return { type: 'AUTH', result, properties };
  });
}
