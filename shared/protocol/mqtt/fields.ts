import type { MqttLevel } from '../../model/row.ts';
import { decodePacket } from './tree/decodePacket.ts';
import type { FieldNode } from './tree/fieldNode.ts';

/** A named stretch of a packet. `end` is exclusive; both count from the packet's first byte. */
export interface PacketField {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** For people. */
  readonly value: string;
}

/**
 * The fields of a control packet in byte order, the tree laid flat. Every byte belongs to exactly one; what cannot be read
 * is a field too. Secrets (password, authentication data) show their length only.
 */
export const packetFields = (bytes: Uint8Array, level: MqttLevel): readonly PacketField[] =>
  decodePacket(bytes, { level }).fields.flatMap(flat);

function flat(node: FieldNode): readonly PacketField[] {
  if (node.kind === 'group') return node.children.flatMap(flat);
  return [{ name: node.name, start: node.start, end: node.end, value: node.meaning }];
}
