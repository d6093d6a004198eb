import { describe, expect, it } from 'vitest';
import { createSystemClock } from './systemClock.ts';

describe('createSystemClock', () => {
  it('counts whole microseconds that never go back, from its own start', () => {
    const clock = createSystemClock();
    let last = 0;
    for (let i = 0; i < 1000; i += 1) {
      const now = clock.now();
      expect(Number.isInteger(now)).toBe(true);
      expect(now).toBeGreaterThanOrEqual(last);
      last = now;
    }
  });

  it('waits in real time and moves on while it waits', async () => {
    const clock = createSystemClock();
    const before = clock.now();
    await new Promise<void>((resolve) => {
      clock.after(1, resolve);
    });
    expect(clock.now()).toBeGreaterThan(before);
  });

  it('forgets a cancelled call, and takes a wait longer than a timer can be', async () => {
    const clock = createSystemClock();
    const called: string[] = [];
    clock.after(0, () => called.push('cancelled'))();
    const cancelLong = clock.after(1e12, () => called.push('long'));
    await new Promise<void>((resolve) => {
      clock.after(5, resolve);
    });
    cancelLong();
    expect(called).toEqual([]);
  });

  it('tells the wall clock in milliseconds', () => {
    expect(Math.abs(createSystemClock().wall() - Date.now())).toBeLessThan(60_000);
  });
});
