import type { AtlogRecord } from '../../model/atlog.ts';
import type { SerialRow } from '../../model/row.ts';
import { type AtFramerOptions, createAtFramer } from './createAtFramer.ts';
import type { FramedRow } from './framedRow.ts';

export interface RecordsToRowsOptions extends AtFramerOptions {
  /** Id of the link the rows belong to. Default 1. */
  readonly link?: number;
  /** The first row's place. Default 1. */
  readonly firstSeq?: number;
}

/** Rows of a recorded link, as the log would have taken them. The records' times never go back. */
export function recordsToRows(
  records: readonly AtlogRecord[],
  { link = 1, firstSeq = 1, ...options }: RecordsToRowsOptions = {},
): readonly SerialRow[] {
  const framer = createAtFramer(options);
  const rows: SerialRow[] = [];
  const place = (framed: readonly FramedRow[]): void => {
    for (const row of framed) rows.push({ ...row, seq: firstSeq + rows.length, lane: 'serial', link, text: '' });
  };
  for (const { dir, t, bytes } of records) place(framer.feed(dir, t, bytes));
  place(framer.flush());
  return rows;
}
