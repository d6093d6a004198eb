import type { PacketNote } from '../rules/rules.ts';
import type { DecodedPacket, FieldNode } from './fieldNode.ts';

/** A decoded packet for programs. Offsets count in the input, `end` is exclusive. */
export interface PacketDocument {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly fields: readonly FieldDocument[];
  /** Those of the fields too. */
  readonly notes: readonly NoteDocument[];
}

export interface FieldDocument {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Of a flags byte its parts by name. Null for a group, for what is cut off or not understood, and for secrets. */
  readonly value: string | number | null | Readonly<Record<string, number>>;
  readonly children?: readonly FieldDocument[];
  readonly notes?: readonly NoteDocument[];
}

export interface NoteDocument {
  readonly severity: PacketNote['severity'];
  readonly clause?: string;
  readonly offset: number;
  /** What is wrong, and what to change. */
  readonly text: string;
}

export const packetDocument = ({ type, offset, length, fields, notes }: DecodedPacket): PacketDocument => ({
  type,
  offset,
  length,
  fields: fields.map(fieldDocument),
  notes: notes.map(noteDocument),
});

const fieldDocument = ({ name, start, end, value, bits, children, notes }: FieldNode): FieldDocument => ({
  name,
  start,
  end,
  value: bits.length === 0 ? value : Object.fromEntries(bits.map((bit) => [bit.name, bit.value])),
  ...(children.length === 0 ? {} : { children: children.map(fieldDocument) }),
  ...(notes.length === 0 ? {} : { notes: notes.map(noteDocument) }),
});

const noteDocument = (note: PacketNote): NoteDocument => ({
  severity: note.severity,
  ...(note.clause === null ? {} : { clause: note.clause }),
  offset: note.offset,
  text: `${note.problem.slice(0, 1).toUpperCase()}${note.problem.slice(1)}. ${note.advice}`,
});
