import type { MqttLevel } from '../../../model/row.ts';
import { noteOf, type PacketNote } from '../rules/rules.ts';

/** Notes kept of one packet; a damaged one can break a rule in every byte. */
const MAX_NOTES = 100;

export interface NoteList {
  add(note: PacketNote): void;
  /** By offset; those that were too many are one note at the end. */
  sorted(level: MqttLevel): readonly PacketNote[];
}

export function createNoteList(): NoteList {
  const kept: PacketNote[] = [];
  let more = 0;
  return {
    add(note) {
      if (kept.length < MAX_NOTES) kept.push(note);
      else more += 1;
    },
    sorted(level) {
      if (kept.length === 0) return kept;
      const notes = kept.toSorted((a, b) => a.offset - b.offset);
      const last = notes.at(-1);
      if (more > 0 && last !== undefined) notes.push(noteOf('moreNotes', level, last.offset, `${more} more notes`));
      return notes;
    },
  };
}
