import { expect, test } from 'vitest';
import { type Tenure, takenOverBy, tookOver } from './takeover.ts';

const S = 1_000_000;
const link = (id: number, opened: number, closed: number | null, change: Partial<Tenure> = {}): Tenure => ({
  ...{ id, lane: 'mqtt', role: 'device', clientId: 'board-7', openedAt: opened * S },
  closedAt: closed === null ? null : closed * S,
  ...change,
});
const OLD = link(1, 0, 10);

test.each<[string, readonly Tenure[], number | null]>([
  ['one that opened just before it closed', [OLD, link(2, 9.9, null)], 2],
  ['one that is gone by now', [OLD, link(2, 9.9, 60)], 2],
  ['nobody', [OLD], null],
  ['one that came later', [OLD, link(2, 11, null)], null],
  ['one that was there before', [link(2, -5, null), OLD], null],
  ['another client', [OLD, link(2, 9.9, null, { clientId: 'probe' })], null],
  ['the same seen inside a serial link', [OLD, link(2, 0.1, 60, { role: 'uart' })], null],
  ['the same seen at the proxy and at the broker: both end together', [OLD, link(2, 0.1, 10)], null],
])('%s', (_name, links, expected) => {
  expect(takenOverBy(OLD, links)).toBe(expected);
  const newer = links.find(({ id }) => id === 2);
  if (newer !== undefined) expect(tookOver(newer, links)).toBe(expected === null ? null : 1);
});

test('a client without an id is nobody in particular', () => {
  const anonymous = link(1, 0, 10, { clientId: '' });
  expect(takenOverBy(anonymous, [anonymous, link(2, 9.9, null, { clientId: '' })])).toBeNull();
});
