import { expect, test } from 'vitest';
import { mergeFindings } from './mergeFindings.ts';
import type { Finding } from './types.ts';

const found = (seq: number, change: Partial<Finding> = {}): Finding => ({
  rule: 'at.unknown-command',
  layer: 'at',
  severity: 'warning',
  rows: [seq],
  t: seq,
  title: 'AT+FOO is not known',
  detail: 'It was refused.',
  advice: 'Leave it out.',
  evidence: [{ seq, text: `row ${seq}` }],
  ...change,
});

test('the same thing again is one finding with more rows', () => {
  expect(mergeFindings([found(1), found(5), found(3)])).toEqual([
    found(1, {
      rows: [1, 3, 5],
      evidence: [1, 3, 5].map((seq) => ({ seq, text: `row ${seq}` })),
      detail: 'It was refused. Seen 3 times.',
    }),
  ]);
});

test('another title, severity or rule is another finding', () => {
  const all = [
    found(1),
    found(2, { title: 'AT+BAR' }),
    found(3, { severity: 'fault' }),
    found(4, { rule: 'at.cmee-off' }),
  ];
  expect(mergeFindings(all)).toEqual([all[0], all[1], all[2], all[3]]);
});

test('of many different ones the first are kept, and the rest counted', () => {
  const many = Array.from({ length: 40 }, (_, i) => found(i, { title: `AT+X${i}` }));
  const merged = mergeFindings(many);
  expect(merged.map(({ title }) => title)).toEqual(['AT+X0', 'AT+X1', 'AT+X2', 'AT+X3', 'AT+X4']);
  expect(merged.at(-1)?.detail).toBe('It was refused. And 35 more of this kind.');
});

test('rows are bounded', () => {
  expect(mergeFindings(Array.from({ length: 500 }, (_, i) => found(i)))[0]?.rows).toHaveLength(12);
});
