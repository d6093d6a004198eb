import { expect, test } from 'vitest';
import { SERIAL_KINDS } from '#shared/model/row.ts';
import { AT_KIND_GROUPS, atFilterCount, atRowFilter, NO_AT_FILTER } from './atFilter.ts';

test('every serial kind is in exactly one group', () => {
  expect(AT_KIND_GROUPS.flatMap((group) => [...group.kinds]).sort()).toEqual([...SERIAL_KINDS].sort());
});

test('no choice asks for the whole lane', () => {
  expect(atRowFilter(NO_AT_FILTER)).toEqual({ lanes: ['serial'], notes: true });
  expect(atFilterCount(NO_AT_FILTER)).toBe(0);
});

test('hiding a group names the others, notes among them', () => {
  const filter = atRowFilter({ ...NO_AT_FILTER, hidden: ['echo'] });
  expect(filter.kinds).not.toContain('echo');
  expect(filter.kinds).toEqual(expect.arrayContaining(['command', 'final', 'late', 'garbage', 'gap', 'mark']));
});

test('each choice becomes its part', () => {
  const filter = { text: '  +CREG -"no carrier" ', dir: 'rx', hidden: [], link: 3, notes: false } as const;
  expect(atRowFilter(filter)).toEqual({
    lanes: ['serial'],
    notes: false,
    links: [3],
    dirs: ['rx'],
    text: '+CREG -"no carrier"',
  });
  expect(atFilterCount(filter)).toBe(3);
});
