import type { DecodedPacket, FieldNode } from './fieldNode.ts';

/**
 * Why the packets do not cover the input byte for byte with leaves, each node exactly its children; '' when they do.
 * Fast enough for a million packets, so no `expect`.
 */
export function coverFault(bytes: Uint8Array, packets: readonly DecodedPacket[], trailing: number): string {
  let at = 0;
  for (const packet of packets) {
    if (packet.offset !== at) return `packet at ${packet.offset}, not ${at}`;
    const end = packet.offset + packet.length;
    const fault = nodesFault(packet.fields, at, end);
    if (fault !== '') return fault;
    if (packet.notes.some(({ offset }) => offset < packet.offset || offset >= end)) return 'a note outside its packet';
    at = end;
  }
  return at + trailing === bytes.length ? '' : `${at} bytes in packets, ${trailing} trailing, of ${bytes.length}`;
}

function nodesFault(nodes: readonly FieldNode[], start: number, end: number): string {
  let at = start;
  for (const node of nodes) {
    if (node.start !== at || node.end <= node.start) return `${node.name} at ${node.start}…${node.end}, due at ${at}`;
    const fault = node.children.length === 0 ? '' : nodesFault(node.children, node.start, node.end);
    if (fault !== '') return fault;
    at = node.end;
  }
  return at === end ? '' : `ends at ${at}, not ${end}`;
}
