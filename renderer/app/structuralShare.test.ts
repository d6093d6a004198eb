import { expect, test } from 'vitest';
import { structuralShare } from './structuralShare.ts';

test('equal snapshots keep the old reference', () => {
  const before = { a: [1, { b: 'x' }], c: null };
  expect(structuralShare(before, { a: [1, { b: 'x' }], c: null })).toBe(before);
});

test('a change gives new references only on its path', () => {
  const before = { serial: [{ link: 1, rx: 5 }], broker: { state: 'listening' } };
  const after = structuralShare(before, { serial: [{ link: 1, rx: 6 }], broker: { state: 'listening' } });
  expect(after).toEqual({ serial: [{ link: 1, rx: 6 }], broker: { state: 'listening' } });
  expect(after).not.toBe(before);
  expect(after.broker).toBe(before.broker);
  expect(after.serial).not.toBe(before.serial);
});

test.each([
  { name: 'a shorter list', before: [1, 2], next: [1] },
  { name: 'a longer list', before: [1], next: [1, 2] },
  { name: 'a field less', before: { a: 1, b: 2 }, next: { a: 1 } },
  { name: 'a field more', before: { a: 1 }, next: { a: 1, b: undefined } },
  { name: 'a list in place of an object', before: {}, next: [] },
  { name: 'an object in place of null', before: null, next: { a: 1 } },
])('$name is a change', ({ before, next }) => {
  const after = structuralShare(before, next);
  expect(after).toEqual(next);
  expect(after).not.toBe(before);
});
