import { CircleX, Info, TriangleAlert } from 'lucide-react';
import type { PacketNote } from '#shared/protocol/mqtt/rules/rules.ts';
import styles from './Notes.module.css';

const ICONS = { error: CircleX, warning: TriangleAlert, info: Info } as const;
/** A packet of nothing but mistakes would fill the window. */
const MAX_NOTES = 50;

/** What is wrong with the packet: where, by which clause, and what to change. A note marks the byte it is about. */
export function NoteList({ notes, onChoose }: { notes: readonly PacketNote[]; onChoose: (offset: number) => void }) {
  if (notes.length === 0) return null;
  return (
    <ul className={styles.notes} aria-label="Notes on the packet">
      {notes.slice(0, MAX_NOTES).map((note, i) => {
        const Icon = ICONS[note.severity];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a note may stand twice
          <li key={i} data-severity={note.severity}>
            <Icon className={styles.noteIcon} aria-label={note.severity} />
            <div>
              <button type="button" className={styles.noteLink} onClick={() => onChoose(note.offset)}>
                {note.problem.slice(0, 1).toUpperCase()}
                {note.problem.slice(1)}
              </button>
              {note.clause === null ? null : <span className={styles.clause}>{note.clause}</span>}
              <p className={styles.noteAdvice}>{note.advice}</p>
            </div>
          </li>
        );
      })}
      {notes.length > MAX_NOTES ? <li>{notes.length - MAX_NOTES} more notes are not shown.</li> : null}
    </ul>
  );
}
