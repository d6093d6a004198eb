import { assertNever } from '../../../base/assertNever.ts';
import type { MqttLevel } from '../../../model/row.ts';
import { packetTypeOf, readPacketSize } from '../fixedHeader.ts';
import { type PacketType, packetType, packetTypeName, requiredFlags } from '../tables/packetTypes.ts';
import { hexByte } from './codes.ts';
import { readConnack } from './connack.ts';
import { readConnect } from './connect.ts';
import { readAuth, readDisconnect } from './disconnect.ts';
import { createPacketCursor, type PacketCursor, type PacketField } from './packetCursor.ts';
import { describePublishFlags, readPublish } from './publish.ts';
import { readPublishAck } from './publishAck.ts';
import { readSubscribe, readUnsubscribe } from './subscribe.ts';
import { readSuback, readUnsuback } from './subscribeAck.ts';
import type { PacketBody, PacketSummary } from './summaryTypes.ts';
import { countBytes, describeBytes } from './wording.ts';

/**
 * Decodes the control packet that begins at byte 0 and, when `fields` is given, notes there what each byte is. Every byte
 * belongs to exactly one field; nothing throws.
 */
export function readPacket(bytes: Uint8Array, level: MqttLevel, fields: PacketField[] | null): PacketSummary {
  const first = bytes[0] ?? 0;
  const flags = first & 0x0f;
  const type = packetType(packetTypeOf(first));
  const declared = readPacketSize(bytes, 0, bytes.length);
  const size = Math.max(declared, 0);
  const complete = size > 0 && size <= bytes.length;

  const cursor = createPacketCursor({
    bytes,
    level,
    start: 0,
    end: complete && type !== undefined ? size : bytes.length,
    complete: complete || declared < 0,
    fields,
  });
  if (bytes.length > 0) cursor.byte('Packet type and flags', () => describeFirstByte(type, first));
  if (type === undefined || declared <= 0) {
    if (type === undefined && bytes.length > 0) cursor.problem('packet type 0 is reserved (3.1.1 section 2.2.1)');
    if (declared < 0) cursor.problem('remaining length of more than four bytes (3.1.1 section 2.2.3)');
    cursor.rest('Bytes not understood', describeBytes);
    return finish(cursor, { type: 'INVALID' });
  }
  cursor.varint('Remaining length');
  if (!flagsAllowed(type, flags, level)) {
    const clause = level === 5 ? 'MQTT-2.1.3-1' : 'MQTT-2.2.2-1';
    cursor.problem(`reserved flags are ${bits(flags)}, not ${bits(requiredFlags(type))} [${clause}]`);
  }

  const body = readBody(cursor, type, flags, size);
  if (!cursor.broken && cursor.left > 0) {
    cursor.problem(`${countBytes(cursor.left)} more than ${type} has`);
    cursor.rest('Unexpected bytes', describeBytes);
  }
  if (bytes.length > size) {
    cursor.problem(`${countBytes(bytes.length - size)} follow the packet`);
    fields?.push({
      name: 'Bytes behind the packet',
      start: size,
      end: bytes.length,
      value: countBytes(bytes.length - size),
    });
  }
  return finish(cursor, body);

  function finish(read: PacketCursor, found: PacketBody): PacketSummary {
    return { ...found, level: read.level, flags, size, complete, problems: read.problems };
  }
}

function readBody(cursor: PacketCursor, type: PacketType, flags: number, size: number): PacketBody {
  switch (type) {
    case 'CONNECT':
      return readConnect(cursor);
    case 'CONNACK':
      return readConnack(cursor);
    case 'PUBLISH':
      return readPublish(cursor, flags, size);
    case 'PUBACK':
    case 'PUBREC':
    case 'PUBREL':
    case 'PUBCOMP':
      return readPublishAck(cursor, type);
    case 'SUBSCRIBE':
      return readSubscribe(cursor);
    case 'SUBACK':
      return readSuback(cursor);
    case 'UNSUBSCRIBE':
      return readUnsubscribe(cursor);
    case 'UNSUBACK':
      return readUnsuback(cursor);
    case 'PINGREQ':
    case 'PINGRESP':
      return { type };
    case 'DISCONNECT':
      return readDisconnect(cursor);
    case 'AUTH':
      return readAuth(cursor);
    default:
      return assertNever(type);
  }
}

/** 3.1 lets DUP be set on packets that are sent again (3.1 section 2.1); later versions fix all four bits. */
function flagsAllowed(type: PacketType, flags: number, level: MqttLevel): boolean {
  if (type === 'PUBLISH') return true;
  return (level === 3 ? flags & 0b0111 : flags) === requiredFlags(type);
}

const bits = (flags: number): string => flags.toString(2).padStart(4, '0');

function describeFirstByte(type: PacketType | undefined, first: number): string {
  if (type === undefined) return `${hexByte(first)} ${packetTypeName(packetTypeOf(first))}`;
  return type === 'PUBLISH' ? `PUBLISH, ${describePublishFlags(first & 0x0f)}` : type;
}
