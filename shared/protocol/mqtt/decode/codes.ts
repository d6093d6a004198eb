import type { RuleName } from '../rules/rules.ts';
import type { PacketType } from '../tables/packetTypes.ts';
import { reasonCodeSender, reasonCodeText } from '../tables/reasonCodes.ts';
import type { PacketCursor } from './packetCursor.ts';
import type { CodeInWords } from './summaryTypes.ts';

const FAILURE = 0x80;

export const hexByte = (value: number): string => `0x${value.toString(16).padStart(2, '0')}`;

/** Where 5.0 says that one of the packet's own codes must be used. */
const CLAUSES: Readonly<Partial<Record<PacketType, string>>> = {
  CONNACK: 'MQTT-3.2.2-8',
  PUBACK: 'MQTT-3.4.2-1',
  PUBREC: 'MQTT-3.5.2-1',
  PUBREL: 'MQTT-3.6.2-1',
  PUBCOMP: 'MQTT-3.7.2-1',
  SUBACK: 'MQTT-3.9.3-2',
  UNSUBACK: 'MQTT-3.11.3-2',
  DISCONNECT: 'MQTT-3.14.2-1',
  AUTH: 'MQTT-3.15.2-1',
};

/** A 5.0 reason code: below 0x80 is success (5.0 section 2.4). */
export function reasonCode(packet: PacketType, code: number): CodeInWords {
  return { code, text: reasonCodeText(packet, code) ?? `reason ${hexByte(code)}`, ok: code < FAILURE };
}

/** Reads one 5.0 reason code; one that the packet may not carry is an error. */
export function readReasonCode(cursor: PacketCursor, packet: PacketType): CodeInWords {
  const code = cursor.byte('Reason code', {
    meaning: (value) => `${hexByte(value)} ${reasonCodeText(packet, value) ?? 'not one of this packet'}`,
  });
  const result = reasonCode(packet, code);
  if (cursor.broken) return result;
  const refuse = (rule: RuleName, problem: string): void => {
    const clause = CLAUSES[packet];
    cursor.note(rule, `reason code ${hexByte(code)} ${problem}`, clause === undefined ? {} : { clause });
  };
  const sender = reasonCodeSender(packet, code);
  if (reasonCodeText(packet, code) === undefined) refuse('reasonCode', `is not one of ${packet}`);
  else if (cursor.from !== null && sender !== 'both' && sender !== cursor.from) {
    refuse('reasonCodeSender', `(${result.text}) of ${packet} is sent by a ${sender} only`);
  }
  return result;
}

/** Packets whose reason code may be left out when it is 0 and no properties follow (5.0 sections 3.4.2.1, 3.14.2.1 …). */
export function readOptionalReasonCode(cursor: PacketCursor, packet: PacketType): CodeInWords {
  return cursor.level === 5 && cursor.left > 0 ? readReasonCode(cursor, packet) : reasonCode(packet, 0);
}
