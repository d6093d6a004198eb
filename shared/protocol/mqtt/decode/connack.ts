import { CONNECT_RETURN_CODES } from '../tables/returnCodes.ts';
import { hexByte, readReasonCode } from './codes.ts';
import type { PacketCursor } from './packetCursor.ts';
import { NO_PROPERTIES, readProperties } from './properties.ts';
import type { CodeInWords, ConnackBody } from './summaryTypes.ts';

/** CONNACK (3.1.1 section 3.2, 5.0 section 3.2). */
export function readConnack(cursor: PacketCursor): ConnackBody {
  // A server that speaks 3.1.1 only refuses a 5.0 client in its own format: two bytes, no property length.
  const oldForm = cursor.level !== 5 || cursor.left === 2;
  const flags = cursor.byte('Connect acknowledge flags', (value) => (value === 1 ? 'session present' : hexByte(value)));
  if (flags > 1) cursor.problem('reserved connect acknowledge flags are set');
  const sessionPresent = (flags & 1) !== 0;
  const result = oldForm ? readReturnCode(cursor) : readReasonCode(cursor, 'CONNACK');
  if (sessionPresent && !result.ok) cursor.problem('session present in a refusal [MQTT-3.2.2-4]');
  if (cursor.level === 5 && oldForm)
    cursor.problem('written in the 3.1.1 format: no property length (5.0 section 3.2.2.3)');
  return {
    type: 'CONNACK',
    sessionPresent,
    result,
    properties: oldForm ? NO_PROPERTIES : readProperties(cursor, 'CONNACK'),
  };
}

function readReturnCode(cursor: PacketCursor): CodeInWords {
  const code = cursor.byte('Return code', (value) => `${value} ${returnCodeText(value)}`);
  if (CONNECT_RETURN_CODES[code] === undefined) cursor.problem(`return code ${code} is reserved (3.1.1 table 3.1)`);
  return { code, text: returnCodeText(code), ok: code === 0 };
}

const returnCodeText = (code: number): string => CONNECT_RETURN_CODES[code] ?? `return code ${code}`;
