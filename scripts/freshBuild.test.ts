import { expect, test } from 'vitest';
import { isStale } from './freshBuild.ts';

test.each<[string, Readonly<Record<string, number>>, boolean]>([
  ['built after the last change', { a: 1, b: 2, x: 3, y: 4 }, false],
  ['changed after the oldest output', { a: 1, b: 3.5, x: 3, y: 4 }, true],
  ['one output missing', { a: 1, b: 2, x: 3 }, true],
  ['never built', { a: 1, b: 2 }, true],
  ['a source gone while we looked', { a: 1, x: 3, y: 4 }, false],
])('%s', (_what, times, stale) => expect(isStale(['a', 'b'], ['x', 'y'], (path) => times[path])).toBe(stale));
