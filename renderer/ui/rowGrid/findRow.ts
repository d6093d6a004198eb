import type { GridSource } from './gridSource.ts';

/** The first index whose value is at least `wanted`; `count` when there is none. Values must not fall. */
function lowerBound(count: number, valueAt: (i: number) => number, wanted: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (valueAt(middle) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The index of the row with this seq, or -1. */
export function findSeq(source: GridSource, seq: number): number {
  const i = lowerBound(source.count, (index) => source.seqAt(index), seq);
  return i < source.count && source.seqAt(i) === seq ? i : -1;
}

/** The row that was the last one at time `t` (the first row when all came later); -1 when there are no rows. */
export function findTime(source: GridSource, t: number): number {
  if (source.count === 0) return -1;
  const after = lowerBound(source.count, (index) => source.timeAt(index), t + 1);
  return Math.max(0, after - 1);
}
