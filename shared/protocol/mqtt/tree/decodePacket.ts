import type { MqttLevel } from '../../../model/row.ts';
import { readPacket } from '../decode/readPacket.ts';
import { noteOf, type PacketNote } from '../rules/rules.ts';
import type { Sender } from '../tables/packetTypes.ts';
import type { DecodedPacket } from './fieldNode.ts';
import { createNodeRecorder } from './nodeRecorder.ts';

export interface DecodePacketOptions {
  /** The connection's level; 0, the default, is read as 3.1.1. A CONNECT is read by its own. */
  readonly level?: MqttLevel;
  /** Who sent it, when known. */
  readonly from?: Sender;
  /** Where the packet begins in the input; added to every offset. Default 0. */
  readonly offset?: number;
  /** The rest of the packet lies elsewhere (the first row of a long packet): that it ends early is no fault. */
  readonly continues?: boolean;
  /** Notes of the caller on this packet. */
  readonly notes?: readonly PacketNote[];
}

/**
 * The control packet that begins at byte 0, as a tree of fields. Every byte is in exactly one leaf, also of what is damaged,
 * cut or no packet at all; nothing throws.
 */
export function decodePacket(bytes: Uint8Array, options: DecodePacketOptions = {}): DecodedPacket {
  const { level = 0, from, offset = 0 } = options;
  const recorder = createNodeRecorder(offset);
  const { summary, notes: found } = readPacket(bytes, { level, from: from ?? null, recorder });
  const notes = [
    ...(options.notes ?? []),
    ...found.map((note) => ({ ...note, offset: note.offset + offset })),
    ...(options.continues === true ? [] : cutNote(bytes, summary.size, summary.level, offset)),
  ].sort((a, b) => a.offset - b.offset);
  return {
    type: summary.type,
    offset,
    length: bytes.length,
    level: summary.level,
    complete: summary.complete,
    fields: recorder.finish(notes),
    notes,
    summary,
  };
}

function cutNote(bytes: Uint8Array, size: number, level: MqttLevel, offset: number): readonly PacketNote[] {
  if (size <= bytes.length) return [];
  const problem = `the remaining length announces a packet of ${size} bytes, ${bytes.length} are here`;
  return [noteOf('packetCut', level, offset + 1, problem)];
}
