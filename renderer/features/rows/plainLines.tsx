import type { RowGap } from '#renderer/stream/rowLines.ts';
import { formatCount } from '#renderer/ui/formatCount.ts';
import type { GridRowContent } from '#renderer/ui/rowGrid/gridSource.ts';
import type { NoteRow } from '#shared/model/row.ts';
import styles from './plainLines.module.css';

/** A gap in the list: how much is missing and whether it can still be had. */
export function gapLine({ after, before, lost }: RowGap): GridRowContent {
  const count = formatCount(before - after - 1);
  return {
    wide: true,
    data: { kind: 'gap' },
    cells: [
      <span key="gap" className={styles.gap} data-lost={lost}>
        {lost
          ? `up to ${count} rows were dropped here: the bench's memory is bounded`
          : `up to ${count} rows skipped · click to fetch`}
      </span>,
    ],
  };
}

const WORDS: Readonly<Record<NoteRow['kind'], string>> = {
  info: 'note',
  warning: 'warning',
  error: 'error',
  open: 'opened',
  close: 'closed',
  lost: 'lost',
  recovered: 'back',
  gap: 'gap',
  mark: 'mark',
};

/** What the bench itself has to say, across all columns, with its time where times stand. */
export function noteLine(row: NoteRow, time: string, timeWidth: string): GridRowContent {
  return {
    wide: true,
    data: { kind: `note-${row.kind}` },
    cells: [
      <span key="note" className={styles.note} data-kind={row.kind}>
        <span className={styles.time} style={{ width: timeWidth }}>
          {time}
        </span>
        <span className={styles.word}>{WORDS[row.kind]}</span>
        <span className={styles.text}>{row.text}</span>
      </span>,
    ],
  };
}
