import { expect, test } from 'vitest';
import type { Row } from '#shared/model/row.ts';
import { paneBeside } from './actions.ts';
import { createPaneRegistry, type PaneHandle } from './paneRegistry.ts';

const row = (seq: number): Row => ({
  lane: 'note',
  seq,
  t: 0,
  tLast: 0,
  link: 0,
  dir: 'none',
  kind: 'mark',
  bytes: new Uint8Array(0),
  text: '',
});
const handle = (seqs: readonly number[]): PaneHandle => ({
  focus: () => {},
  focusSearch: () => {},
  clear: () => {},
  togglePause: () => {},
  find: (seq) => (seqs.includes(seq) ? row(seq) : undefined),
});

test('a row is found in whichever pane holds it', () => {
  const panes = createPaneRegistry();
  panes.register('at', handle([1, 2]));
  panes.register('mqtt', handle([3]));
  expect(panes.find(3)?.seq).toBe(3);
  expect(panes.find(4)).toBeUndefined();
});

test('a pane that was replaced does not take its successor out', () => {
  const panes = createPaneRegistry();
  const [old, fresh] = [handle([]), handle([])];
  const leave = panes.register('at', old);
  panes.register('at', fresh);
  leave();
  expect(panes.get('at')).toBe(fresh);
});

test.each([
  ['at', 1, 'mqtt'],
  ['console', 1, 'at'],
  ['at', -1, 'console'],
  ['mqtt', -1, 'at'],
] as const)('from %s by %d comes %s', (pane, step, expected) => {
  expect(paneBeside(pane, step)).toBe(expected);
});
