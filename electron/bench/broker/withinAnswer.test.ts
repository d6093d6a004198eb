import { expect, test } from 'vitest';
import { withinAnswer } from './withinAnswer.ts';

const length = (text: string): number => text.length;

test('so many and no more', () => {
  expect(withinAnswer(['a', 'b', 'c'], length, 2)).toEqual(['a', 'b']);
  expect(withinAnswer([], length)).toEqual([]);
});

test('long names leave room for fewer', () => {
  const names = Array.from({ length: 100 }, () => 'x'.repeat(65_535));
  expect(withinAnswer(names, length)).toHaveLength(16);
});
