import { expect, test } from 'vitest';
import {
  firstAtTail,
  followAfterScroll,
  gridKeyAction,
  OVERSCAN,
  pageRows,
  ROW_HEIGHT,
  scrollTopFor,
  visibleRange,
} from './gridMath.ts';

test.each([
  { first: 0, height: 220, count: 0, start: 0, end: 0 },
  { first: 0, height: 220, count: 5, start: 0, end: 5 },
  { first: 0, height: 220, count: 1000, start: 0, end: 11 + OVERSCAN },
  { first: 500, height: 220, count: 1000, start: 500 - OVERSCAN, end: 511 + OVERSCAN },
  { first: 990, height: 220, count: 1000, start: 990 - OVERSCAN, end: 1000 },
  { first: 2000, height: 220, count: 1000, start: 1000 - OVERSCAN, end: 1000 },
])('from row $first of $count, $height px', ({ first, height, count, start, end }) => {
  expect(visibleRange(first, height, count)).toEqual({ start, end });
});

test('at the tail the last row is the lowest', () => {
  expect(firstAtTail(220, 1000)).toBe(990);
  expect(firstAtTail(225, 1000)).toBe(989);
  expect(firstAtTail(220, 3)).toBe(0);
});

test('a page leaves one row in sight', () => {
  expect(pageRows(220)).toBe(9);
  expect(pageRows(10)).toBe(1);
});

test.each([
  { name: 'lets go when scrolled up', was: true, top: 900, last: 1000, max: 1000, is: false },
  { name: 'stays when the end itself moved up', was: true, top: 900, last: 1000, max: 900, is: true },
  { name: 'takes hold at the end', was: false, top: 1000, last: 900, max: 1000, is: true },
  { name: 'takes hold a few pixels before the end', was: false, top: 995, last: 900, max: 1000, is: true },
  { name: 'does not take hold on the way down', was: false, top: 950, last: 900, max: 1000, is: false },
  {
    name: 'does not take hold when scrolled up a little from the end',
    was: false,
    top: 998,
    last: 1000,
    max: 1000,
    is: false,
  },
  { name: 'stays when nothing moved', was: true, top: 1000, last: 1000, max: 1022, is: true },
])('following: $name', ({ was, top, last, max, is }) => {
  expect(followAfterScroll(was, top, last, max)).toBe(is);
});

test.each([
  { name: 'in sight', index: 10, expected: null },
  { name: 'the row above', index: 8, expected: 8 * ROW_HEIGHT },
  { name: 'the row below', index: 19, expected: 20 * ROW_HEIGHT - 220 },
  { name: 'far below: in the middle', index: 500, expected: 500 * ROW_HEIGHT - 99 },
  { name: 'far above, near the head', index: 1, expected: 0 },
])('scrolling to a row: $name', ({ index, expected }) => {
  expect(scrollTopFor(index, 9 * ROW_HEIGHT, 220)).toBe(expected);
});

test.each([
  ['ArrowDown', 5, { do: 'select', index: 6 }],
  ['ArrowDown', 99, { do: 'select', index: 99 }],
  ['ArrowUp', 0, { do: 'select', index: 0 }],
  ['ArrowUp', -1, { do: 'select', index: 99 }],
  ['PageDown', 5, { do: 'select', index: 15 }],
  ['PageUp', 5, { do: 'select', index: 0 }],
  ['Home', 50, { do: 'select', index: 0 }],
  ['End', 50, { do: 'select', index: 99 }],
  ['Enter', 50, { do: 'inspect' }],
  ['Enter', -1, null],
  ['Escape', 50, { do: 'clear' }],
  ['a', 50, null],
])('%s at row %d', (key, active, expected) => {
  expect(gridKeyAction(key, active, 100, 10)).toEqual(expected);
});

test('an empty list takes no key but Escape', () => {
  expect(gridKeyAction('ArrowDown', -1, 0, 10)).toBeNull();
  expect(gridKeyAction('Escape', -1, 0, 10)).toEqual({ do: 'clear' });
});
