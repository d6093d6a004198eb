import { expect, test } from 'vitest';
import { createSlowPacketNote } from './slowPacketNote.ts';

function setUp() {
  const told: number[] = [];
  let at = { pendingSize: 0, packetsIn: 0 };
  const note = createSlowPacketNote({ limitMs: 1000, progress: () => at, onSlow: (size) => told.push(size) });
  const step = (now: number, pendingSize: number, packetsIn: number): void => {
    at = { pendingSize, packetsIn };
    note.check(now);
  };
  return { told, step };
}

test('a packet that does not end is told of once', () => {
  const { told, step } = setUp();
  step(0, 500, 1);
  step(900, 500, 1);
  expect(told).toEqual([]);
  step(1000, 500, 1);
  step(5000, 500, 1);
  expect(told).toEqual([500]);
});

test('packets one after the other are not one packet', () => {
  const { told, step } = setUp();
  for (let at = 0; at < 20; at += 1) step(at * 500, 500, at);
  expect(told).toEqual([]);
});

test('silence between packets is none', () => {
  const { told, step } = setUp();
  for (let at = 0; at < 20; at += 1) step(at * 500, 0, 3);
  expect(told).toEqual([]);
});
