import { describe, expect, it } from 'vitest';
import { createLateResultWatch } from './lateResultWatch.ts';

const table = new Map([
  ['+NETOPEN', { name: '+NETOPEN', seconds: 120, section: '11.2.1' }],
  ['+CPING', { name: '+CPING', seconds: 10, repeats: true as const, section: '11.2.19' }],
]);
const SECOND = 1_000_000;

describe('createLateResultWatch', () => {
  it('waits for the outcome of an accepted command, once', () => {
    const watch = createLateResultWatch(table);
    expect(watch.take('+NETOPEN', 0)).toBe(false);
    watch.accepted('+NETOPEN', 0);
    watch.accepted('+CSQ', 0);
    expect([watch.awaits('+NETOPEN'), watch.awaits('+CSQ')]).toEqual([true, false]);
    expect(watch.take('+NETOPEN', 119 * SECOND)).toBe(true);
    expect(watch.take('+NETOPEN', 119 * SECOND)).toBe(false);
  });

  it('takes several lines where the command prints several', () => {
    const watch = createLateResultWatch(table);
    watch.accepted('+CPING', 0);
    expect([1, 2, 10].map((seconds) => watch.take('+CPING', seconds * SECOND))).toEqual([true, true, true]);
  });

  it('waits no longer than the documented maximum', () => {
    const watch = createLateResultWatch(table);
    watch.accepted('+CPING', 0);
    expect(watch.take('+CPING', 11 * SECOND)).toBe(false);
    expect(watch.awaits('+CPING')).toBe(false);
  });

  it('waits for nothing after a restart', () => {
    const watch = createLateResultWatch(table);
    watch.accepted('+NETOPEN', 0);
    watch.clear();
    expect(watch.awaits('+NETOPEN')).toBe(false);
  });
});
