import type { MqttLevel } from '../../../model/row.ts';
import type { PacketSummary } from '../decode/summaryTypes.ts';
import type { PacketNote } from '../rules/rules.ts';

/**
 * A stretch of a packet. `group` holds fields (Fixed header, Variable header, Payload, one property …), `field` is one item
 * of the specification, `part` a piece of a field (the length in front of a string, and the string). A node with children
 * covers exactly what they cover; of the nodes without, every byte of the packet is in exactly one.
 */
export interface FieldNode {
  readonly kind: 'group' | 'field' | 'part';
  /** As the specification calls it. */
  readonly name: string;
  /** First byte, and the byte behind the last, in the input. */
  readonly start: number;
  readonly end: number;
  /**
   * Numbers as sent, text with U+FFFD where it is not UTF-8, other bytes as text when they are readable, else in hex (the
   * first 65,536 of them). Null for groups, for what is cut off or not understood, and for secrets.
   */
  readonly value: string | number | null;
  /** The value for people, complete in itself: `60 s`, `0x87 not authorized`. '' for groups. */
  readonly meaning: string;
  /** What the bits of a flags byte say, from the highest. */
  readonly bits: readonly BitField[];
  readonly children: readonly FieldNode[];
  /** Those about a byte of this node and of none of its children. */
  readonly notes: readonly PacketNote[];
  /** Password or authentication data: its bytes are not to be shown. */
  readonly secret: boolean;
}

/** One flag, or a number of a few bits, in a byte. */
export interface BitField {
  readonly name: string;
  /** Its bits: 0x18 are bits 4 and 3. */
  readonly mask: number;
  /** Shifted down to bit 0. */
  readonly value: number;
  /** '' when the name and the value say it. */
  readonly meaning: string;
}

/** A control packet, decoded. */
export interface DecodedPacket {
  /** INVALID: packet type 0, or a remaining length that does not end. */
  readonly type: PacketSummary['type'];
  /** Of its first byte, in the input. */
  readonly offset: number;
  /** Bytes at hand: as declared, or fewer when the input ends before. */
  readonly length: number;
  /** By which it was read: its own for CONNECT; 0 is read as 3.1.1. */
  readonly level: MqttLevel;
  /** False: the input ends before the packet does. */
  readonly complete: boolean;
  readonly fields: readonly FieldNode[];
  /** All notes, those of the fields too, by offset. */
  readonly notes: readonly PacketNote[];
  /** What it says; the ranges in it count from the packet's first byte. */
  readonly summary: PacketSummary;
}

/** Goes through a tree in byte order, parents first. */
export function* eachNode(nodes: readonly FieldNode[]): Generator<FieldNode> {
  for (const node of nodes) {
    yield node;
    yield* eachNode(node.children);
  }
}

/** The nodes from the top down to the leaf that holds the byte; empty when none does. */
export function nodesAt(nodes: readonly FieldNode[], offset: number): readonly FieldNode[] {
  const node = nodes.find(({ start, end }) => offset >= start && offset < end);
  return node === undefined ? [] : [node, ...nodesAt(node.children, offset)];
}
