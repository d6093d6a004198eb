import { expect, test } from 'vitest';
import { exactLine } from './gridLines.ts';
import type { GridSource } from './gridSource.ts';

const seqs = [3, 7, 8, 20];
const source: GridSource = {
  subscribe: () => () => {},
  version: 0,
  length: seqs.length,
  origin: 0,
  seqAt: (i) => seqs[i] ?? Number.NaN,
  indexOfSeq: (seq) =>
    Math.max(
      0,
      seqs.findLastIndex((held) => held <= seq),
    ),
  indexOfTime: () => 0,
};

test.each([
  [3, 0],
  [8, 2],
  [20, 3],
  [1, -1],
  [9, -1],
  [21, -1],
])('row %d is in line %d', (seq, line) => {
  expect(exactLine(source, seq)).toBe(line);
});

test('an empty list holds no row', () => {
  expect(exactLine({ ...source, length: 0, indexOfSeq: () => -1 }, 3)).toBe(-1);
});
