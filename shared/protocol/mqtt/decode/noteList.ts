import type { MqttLevel } from '../../../model/row.ts';
import { noteOf, type PacketNote } from '../rules/rules.ts';

/** Notes kept of one packet; a damaged one can break a rule in every byte. */
const MAX_NOTES = 100;
const NONE: readonly PacketNote[] = [];

/** The notes on one packet. */
export class NoteList {
  private kept: PacketNote[] | null = null;
  private more = 0;

  add(note: PacketNote): void {
    this.kept ??= [];
    if (this.kept.length < MAX_NOTES) this.kept.push(note);
    else this.more += 1;
  }

  /** By offset; those that were too many are one note at the end. */
  sorted(level: MqttLevel): readonly PacketNote[] {
    if (this.kept === null) return NONE;
    const notes = this.kept.toSorted((a, b) => a.offset - b.offset);
    const last = notes.at(-1);
    if (this.more > 0 && last !== undefined) {
      notes.push(noteOf('moreNotes', level, last.offset, `${this.more} more notes`));
    }
    return notes;
  }
}
