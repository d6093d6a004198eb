import { assertNever } from '../../../base/assertNever.ts';
import type { MqttLevel } from '../../../model/row.ts';
import { packetTypeOf, readPacketSize } from '../fixedHeader.ts';
import { noteLine, type PacketNote } from '../rules/rules.ts';
import { type PacketType, packetType, requiredFlags, type Sender, senderOf } from '../tables/packetTypes.ts';
import type { FieldRecorder } from '../tree/nodeRecorder.ts';
import { readConnack } from './connack.ts';
import { readConnect } from './connect.ts';
import { readAuth, readDisconnect } from './disconnect.ts';
import { readFirstByte } from './fixedHeaderByte.ts';
import { PacketCursor } from './packetCursor.ts';
import { readPublish } from './publish.ts';
import { readPublishAck } from './publishAck.ts';
import { readSubscribe, readUnsubscribe } from './subscribe.ts';
import { readSuback, readUnsuback } from './subscribeAck.ts';
import type { PacketBody, PacketSummary } from './summaryTypes.ts';
import { countBytes } from './wording.ts';

export interface ReadOptions {
  /** The connection's; 0 is read as 3.1.1. A CONNECT is read by its own. */
  readonly level: MqttLevel;
  readonly from: Sender | null;
  /** Takes the fields; null when nobody wants them. */
  readonly recorder: FieldRecorder | null;
}

export interface ReadPacket {
  readonly summary: PacketSummary;
  /** By offset, which counts from the packet's first byte. */
  readonly notes: readonly PacketNote[];
}

/**
 * Decodes the control packet that begins at byte 0. Every byte belongs to exactly one field; nothing throws. `problems` of
 * the summary are the notes that are errors.
 */
export function readPacket(bytes: Uint8Array, { level, from, recorder }: ReadOptions): ReadPacket {
  const first = bytes[0] ?? 0;
  const flags = first & 0x0f;
  const type = packetType(packetTypeOf(first));
  const declared = readPacketSize(bytes, 0, bytes.length);
  const size = Math.max(declared, 0);
  const complete = size > 0 && size <= bytes.length;
  const readable = type !== undefined && declared > 0;
  const cursor = new PacketCursor({
    bytes,
    level,
    from,
    end: complete && readable ? size : bytes.length,
    complete: complete || declared < 0,
    recorder,
  });

  const readHeader = (): void => {
    if (bytes.length > 0) readFirstByte(cursor);
    if (type === undefined && bytes.length > 0) cursor.note('reservedType', 'packet type 0 is reserved');
    if (readable) {
      checkFirstByte(cursor, type, flags);
      cursor.varint('Remaining length');
    } else if (declared < 0) {
      cursor.note('lengthTooLong', 'remaining length of more than four bytes', { offset: 1 });
    }
  };
  cursor.group('Fixed header', readHeader);
  if (!readable) {
    cursor.rest('Bytes not understood', 'raw');
    return finish({ type: 'INVALID' });
  }

  const body = readBody(cursor, type, flags, size);
  if (!cursor.broken && cursor.left > 0) {
    // Behind a CONNECT it is most likely a password that no flag announces.
    const isConnect = type === 'CONNECT';
    const rule = isConnect ? 'connectExtraFields' : 'unexpectedBytes';
    cursor.note(rule, `${countBytes(cursor.left)} more than ${type} has`, { offset: cursor.pos });
    cursor.rest('Unexpected bytes', isConnect ? 'secret' : 'raw');
  }
  if (bytes.length > size && complete) {
    const count = countBytes(bytes.length - size);
    cursor.note('bytesBehind', `${count} follow the packet`, { offset: size });
    recorder?.field({ name: 'Bytes behind the packet', start: size, end: bytes.length, value: null, meaning: count });
  }
  return finish(body);

  function finish(found: PacketBody): ReadPacket {
    const notes = cursor.notes();
    const problems = notes.filter(({ severity }) => severity === 'error').map(noteLine);
    return { summary: { ...found, level: cursor.level, flags, size, complete, problems }, notes };
  }
}

/** What only the type says: flags, and who may send it. */
function checkFirstByte(cursor: PacketCursor, type: PacketType, flags: number): void {
  if (!flagsAllowed(type, flags, cursor.level)) {
    cursor.note('reservedFlags', `reserved flags are ${bits(flags)}, not ${bits(requiredFlags(type))}`);
  }
  const sender = senderOf(type, cursor.level);
  if (cursor.from !== null && sender !== 'both' && sender !== cursor.from) {
    cursor.note('wrongSender', `${type} is sent by a ${sender} only, this one came from a ${cursor.from}`);
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
