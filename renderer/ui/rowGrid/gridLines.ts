import { ROW_HEIGHT } from './gridMath.ts';
import type { GridSource } from './gridSource.ts';

/** The line of exactly this row; -1 when the list does not hold it. */
export function exactLine(source: GridSource, seq: number): number {
  const index = source.indexOfSeq(seq);
  return index >= 0 && source.seqAt(index) === seq ? index : -1;
}

/** Whether the whole line is in sight. */
export function inSight(index: number, viewport: HTMLDivElement | null): boolean {
  if (viewport === null) return true;
  const top = index * ROW_HEIGHT;
  return top >= viewport.scrollTop && top + ROW_HEIGHT <= viewport.scrollTop + viewport.clientHeight;
}
