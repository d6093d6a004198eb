import { packetTypeOf } from '../fixedHeader.ts';
import { packetType, packetTypeName } from '../tables/packetTypes.ts';
import { qosMeaning, readBits } from './bitFields.ts';
import { hexByte } from './codes.ts';
import type { PacketCursor } from './packetCursor.ts';
import { describePublishFlags } from './publish.ts';

const TYPE = { name: 'Packet type', mask: 0xf0, meaning: packetTypeName };
const PUBLISH_BITS = [
  TYPE,
  { name: 'DUP', mask: 0x08 },
  { name: 'QoS', mask: 0x06, meaning: qosMeaning },
  { name: 'RETAIN', mask: 0x01 },
];
const OTHER_BITS = [TYPE, { name: 'Flags', mask: 0x0f }];

/** Reads the first byte: type, and flags that only PUBLISH uses (3.1.1 section 2.2, 5.0 section 2.1.1). */
export function readFirstByte(cursor: PacketCursor): void {
  cursor.byte('Packet type and flags', {
    meaning: describe,
    bits: (first) => readBits(first, packetType(packetTypeOf(first)) === 'PUBLISH' ? PUBLISH_BITS : OTHER_BITS),
  });
}

function describe(first: number): string {
  const type = packetType(packetTypeOf(first));
  if (type === undefined) return `${hexByte(first)} ${packetTypeName(packetTypeOf(first))}`;
  return type === 'PUBLISH' ? `PUBLISH, ${describePublishFlags(first & 0x0f)}` : type;
}
