import { expect, test } from 'vitest';
import type { LinkInfo } from '#shared/model/link.ts';
import { mergeLinks } from './mergeLinks.ts';

const link = (id: number, closedAt: number | null = null): LinkInfo => ({
  id,
  lane: 'mqtt',
  role: 'device',
  name: `#${id}`,
  address: '10.0.0.7:50000',
  clientId: '',
  level: 4,
  openedAt: id,
  closedAt,
});
const ids = (links: ReadonlyMap<number, LinkInfo>): number[] => [...links.keys()];

test('news are added and replace what was known', () => {
  const known = mergeLinks(new Map(), [link(1), link(2)]);
  const merged = mergeLinks(known, [link(2, 9), link(3)]);
  expect(ids(merged)).toEqual([1, 2, 3]);
  expect(merged.get(2)?.closedAt).toBe(9);
  expect(known.get(2)?.closedAt).toBeNull();
});

test('too many: closed ones go, oldest first, open ones stay', () => {
  const merged = mergeLinks(new Map(), [link(1), link(2, 5), link(3, 6), link(4), link(5, 7)], 3);
  expect(ids(merged)).toEqual([1, 4, 5]);
  expect(ids(mergeLinks(new Map(), [link(1), link(2), link(3)], 2))).toEqual([1, 2, 3]);
});
