import { Duplex } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { createWriteQueueGuard } from './writeQueueGuard.ts';

const LIMITS = { patienceMs: 200, slowBytes: 1000, slowMs: 10_000, queueBytes: 5000 };

/** A stream whose transport takes a write when told to. */
function guarded() {
  const taken: (() => void)[] = [];
  const stream = new Duplex({
    writableHighWaterMark: 100,
    read() {},
    write: (_chunk, _encoding, callback) => void taken.push(callback),
    writev: (_chunks, callback) => void taken.push(callback),
  });
  const told: string[] = [];
  const guard = createWriteQueueGuard({
    stream,
    limits: LIMITS,
    onSlow: () => told.push('slow'),
    onOverrun: (queued) => told.push(`overrun ${queued}`),
  });
  let drains = 0;
  stream.on('drain', () => {
    drains += 1;
  });
  return {
    stream,
    guard,
    told,
    drains: () => drains,
    write: (bytes: number) => stream.write(Buffer.alloc(bytes)),
    take: () => taken.shift()?.(),
  };
}
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('createWriteQueueGuard', () => {
  test('a stream that drains in time is waited for', async () => {
    const { guard, told, write, take, drains } = guarded();
    expect(write(150)).toBe(false);
    guard.check(0);
    guard.check(150);
    take();
    await turn();
    expect(drains()).toBe(1);
    expect(write(150)).toBe(false);
    guard.check(250);
    expect([drains(), told]).toEqual([1, []]);
  });

  test('one that does not is declared writable, until it has caught up', async () => {
    const { guard, told, write, take, drains } = guarded();
    write(150);
    guard.check(0);
    guard.check(200);
    expect([drains(), told]).toEqual([1, ['slow']]);
    expect(write(150)).toBe(true);
    guard.check(500);
    expect(drains()).toBe(1);
    take();
    await turn();
    take();
    await turn();
    expect(drains()).toBe(2);
    // Back to waiting; the next time it is slow nobody is told again.
    expect(write(150)).toBe(false);
    guard.check(1000);
    guard.check(1200);
    expect([drains(), told]).toEqual([3, ['slow']]);
  });

  test('too much waiting is an overrun at once, told once', () => {
    const { guard, told, write } = guarded();
    write(150);
    guard.check(0);
    guard.check(200);
    while (told.length < 2) write(500);
    write(500);
    guard.check(300);
    expect(told).toEqual(['slow', 'overrun 5150']);
  });

  test('a single batch beyond the bound is seen at the next check', () => {
    const { guard, told, write } = guarded();
    write(6000);
    guard.check(0);
    expect(told).toEqual(['overrun 6000']);
  });

  test('much waiting for long is an overrun; from the moment it became much', async () => {
    const { guard, told, write, take } = guarded();
    write(1500);
    guard.check(0);
    guard.check(9000);
    take();
    await turn();
    guard.check(9500);
    write(1500);
    guard.check(10_000);
    guard.check(19_900);
    expect(told).toEqual(['slow']);
    guard.check(20_000);
    expect(told).toEqual(['slow', 'overrun 1500']);
  });
});
