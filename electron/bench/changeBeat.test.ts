import { expect, test } from 'vitest';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { createChangeBeat } from './changeBeat.ts';

function setUp() {
  const clock = createFakeClock();
  const seen: { count: number | null } = { count: null };
  const told: (number | null)[] = [];
  const beat = createChangeBeat({ clock, publish: () => told.push(seen.count), counted: () => seen.count });
  return { clock, seen, told, beat };
}

test('changes that come together are told once', () => {
  const { clock, told, beat } = setUp();
  for (let i = 0; i < 5; i += 1) beat.touch();
  clock.advance(99);
  expect(told).toEqual([]);
  clock.advance(1);
  expect(told).toEqual([null]);
  expect(clock.pending).toBe(0);
});

test('counters are told when they move, and not when they stand', () => {
  const { clock, seen, told, beat } = setUp();
  seen.count = 1;
  beat.touch();
  clock.advance(100);
  clock.advance(5000);
  expect(told).toEqual([1]);
  seen.count = 7;
  clock.advance(1000);
  expect(told).toEqual([1, 7]);
  seen.count = null;
  clock.advance(1000);
  expect(told).toEqual([1, 7, null]);
  expect(clock.pending).toBe(0);
});

test('nothing is told after the end', () => {
  const { clock, seen, told, beat } = setUp();
  seen.count = 1;
  beat.touch();
  beat.close();
  beat.touch();
  clock.advance(5000);
  expect(told).toEqual([]);
  expect(clock.pending).toBe(0);
});
