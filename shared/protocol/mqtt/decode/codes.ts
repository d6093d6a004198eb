import type { PacketType } from '../tables/packetTypes.ts';
import { reasonCodeText } from '../tables/reasonCodes.ts';
import type { PacketCursor } from './packetCursor.ts';
import type { CodeInWords } from './summaryTypes.ts';

const FAILURE = 0x80;

export const hexByte = (value: number): string => `0x${value.toString(16).padStart(2, '0')}`;

/** A 5.0 reason code: below 0x80 is success (5.0 section 2.4). */
export function reasonCode(packet: PacketType, code: number): CodeInWords {
  return { code, text: reasonCodeText(packet, code) ?? `reason ${hexByte(code)}`, ok: code < FAILURE };
}

/** Reads one 5.0 reason code; one that the packet may not carry is a problem. */
export function readReasonCode(cursor: PacketCursor, packet: PacketType): CodeInWords {
  const code = cursor.byte('Reason code', (value) => `${hexByte(value)} ${reasonCode(packet, value).text}`);
  if (reasonCodeText(packet, code) === undefined)
    cursor.problem(`reason code ${hexByte(code)} is not one of ${packet}`);
  return reasonCode(packet, code);
}

/** Packets whose reason code may be left out when it is 0 and no properties follow (5.0 sections 3.4.2.1, 3.14.2.1 …). */
export function readOptionalReasonCode(cursor: PacketCursor, packet: PacketType): CodeInWords {
  return cursor.level === 5 && cursor.left > 0 ? readReasonCode(cursor, packet) : reasonCode(packet, 0);
}
