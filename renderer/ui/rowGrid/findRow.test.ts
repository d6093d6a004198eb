import { expect, test } from 'vitest';
import { findSeq, findTime } from './findRow.ts';
import type { GridSource } from './gridSource.ts';

const source = (rows: readonly (readonly [seq: number, t: number])[]): GridSource => ({
  count: rows.length,
  dropped: 0,
  reset: 0,
  seqAt: (i) => rows[i]?.[0] ?? Number.NaN,
  timeAt: (i) => rows[i]?.[1] ?? Number.NaN,
});
const rows = source([
  [3, 10],
  [7, 20],
  [8, 20],
  [20, 35],
]);

test.each([
  [3, 0],
  [7, 1],
  [20, 3],
  [1, -1],
  [9, -1],
  [21, -1],
])('seq %d is at %d', (seq, expected) => {
  expect(findSeq(rows, seq)).toBe(expected);
});

test.each([
  [0, 0],
  [10, 0],
  [19, 0],
  [20, 2],
  [34, 2],
  [35, 3],
  [1000, 3],
])('at time %d the last row was %d', (t, expected) => {
  expect(findTime(rows, t)).toBe(expected);
});

test('an empty list holds nothing', () => {
  expect(findSeq(source([]), 1)).toBe(-1);
  expect(findTime(source([]), 1)).toBe(-1);
});
