import { expect, test } from 'vitest';
import { createFrameScheduler } from './frameScheduler.ts';

function setUp() {
  const frames: (() => void)[] = [];
  const reported: unknown[] = [];
  const calls: string[] = [];
  const schedule = createFrameScheduler(
    (draw) => frames.push(draw),
    (error) => reported.push(error),
  );
  return { schedule, frames, reported, calls, frame: () => frames.shift()?.() };
}

test('one a frame, in turn, and no frame more than needed', () => {
  const { schedule, frames, calls, frame } = setUp();
  schedule(() => calls.push('at'));
  schedule(() => calls.push('mqtt'));
  expect(frames).toHaveLength(1);
  expect(calls).toEqual([]);
  frame();
  expect(calls).toEqual(['at']);
  frame();
  expect(calls).toEqual(['at', 'mqtt']);
  expect(frames).toHaveLength(0);
});

test('who asks again while drawing waits behind the others', () => {
  const { schedule, frames, calls, frame } = setUp();
  schedule(() => {
    calls.push('at');
    schedule(() => calls.push('at again'));
  });
  schedule(() => calls.push('mqtt'));
  for (let i = 0; i < 3; i++) frame();
  expect(calls).toEqual(['at', 'mqtt', 'at again']);
  expect(frames).toHaveLength(0);
});

test('one who asks again alone gets the next frame', () => {
  const { schedule, frames, calls, frame } = setUp();
  schedule(() => schedule(() => calls.push('later')));
  frame();
  expect(calls).toEqual([]);
  expect(frames).toHaveLength(1);
  frame();
  expect(calls).toEqual(['later']);
});

test('one that throws is reported and stops no other', () => {
  const { schedule, reported, calls, frame } = setUp();
  schedule(() => {
    throw new Error('no');
  });
  schedule(() => calls.push('mqtt'));
  frame();
  frame();
  expect(calls).toEqual(['mqtt']);
  expect(reported).toHaveLength(1);
});
