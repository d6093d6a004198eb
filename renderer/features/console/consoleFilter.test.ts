import { expect, test } from 'vitest';
import { logContract } from '#shared/contract/log.ts';
import { consoleRowFilter, NO_CONSOLE_FILTER } from './consoleFilter.ts';

const base = { lanes: ['mqtt'], notes: false, roles: ['console'], dirs: ['tx'], packetTypes: [3] };

test.each([
  [NO_CONSOLE_FILTER, base],
  [{ text: ' ', topic: ' ' }, base],
  [
    { text: 'on', topic: '' },
    { ...base, text: 'on' },
  ],
  [
    { text: '', topic: ' plant/+/t ' },
    { ...base, topic: 'plant/+/t' },
  ],
])('%j', (filter, expected) => {
  const made = consoleRowFilter(filter);
  expect(made).toEqual(expected);
  const input = { filter: made, from: { at: 'tail', backlog: 1 }, mirror: 1000 };
  expect(logContract['log.rows'].input.safeParse(input).success).toBe(true);
});
