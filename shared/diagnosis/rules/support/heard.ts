import type { SerialRow } from '../../../model/row.ts';
import type { Capture } from '../../types.ts';

/** When the modem was heard. Built once per search. */
export interface Heard {
  /** It sent any byte on the link in that time, both ends included. */
  between(link: number, from: number, to: number): boolean;
  /** The first row with a byte at that moment or later. */
  next(link: number, t: number): SerialRow | undefined;
}

/** Rows of one link and direction follow each other, so their ends are in order too. */
export function heardIn(capture: Capture): Heard {
  const rows = new Map<number, SerialRow[]>();
  for (const { row } of capture.serial) {
    if (row.dir !== 'rx') continue;
    const list = rows.get(row.link);
    if (list === undefined) rows.set(row.link, [row]);
    else list.push(row);
  }
  const next = (link: number, t: number): SerialRow | undefined => {
    const list = rows.get(link) ?? [];
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((list[middle]?.tLast ?? 0) < t) low = middle + 1;
      else high = middle;
    }
    return list[low];
  };
  return {
    next,
    between(link, from, to) {
      const row = next(link, from);
      return row !== undefined && row.t <= to;
    },
  };
}
