import { expect, test } from 'vitest';
import { formatDelta, formatDuration, formatElapsed, formatTime, formatWall } from './formatTime.ts';

test.each([
  [0, '00:00.000'],
  [999, '00:00.000'],
  [12_345_678, '00:12.345'],
  [59_999_999, '00:59.999'],
  [60_000_000, '01:00.000'],
  [3_599_999_999, '59:59.999'],
  [3_600_000_000, '1:00:00.000'],
  [100 * 3_600_000_000 + 61_000_000, '100:01:01.000'],
])('%d µs elapsed is %s', (t, expected) => {
  expect(formatElapsed(t)).toBe(expected);
});

test.each([
  [1000, null, ''],
  [1000, 1000, '+0.000'],
  [13_000, 1000, '+0.012'],
  [1_999_600, 0, '+2.000'],
  [59_999_400, 0, '+59.999'],
  [59_999_500, 0, '+1:00.000'],
  [62_345_000, 0, '+1:02.345'],
  [620_000_000, 0, '+10:20.000'],
  [1000, 13_000, '−0.012'],
])('from %d back to %s is %s', (t, previous, expected) => {
  expect(formatDelta(t, previous)).toBe(expected);
});

test.each([
  [340, '340 µs'],
  [1000, '1.00 ms'],
  [12_345, '12.3 ms'],
  [340_000, '340 ms'],
  [4_560_000, '4.56 s'],
  [59_400_000, '59.4 s'],
  [125_000_000, '2 min 5 s'],
])('%d µs in prose is %s', (us, expected) => {
  expect(formatDuration(us)).toBe(expected);
});

test('wall time is the local clock to the millisecond', () => {
  const startedAt = new Date(2026, 0, 31, 23, 59, 59, 900).getTime();
  expect(formatWall(0, startedAt)).toBe('23:59:59.900');
  expect(formatWall(99_999, startedAt)).toBe('23:59:59.999');
  expect(formatWall(100_000, startedAt)).toBe('00:00:00.000');
});

test('the mode picks the form', () => {
  const startedAt = new Date(2026, 0, 1, 8, 0, 0, 0).getTime();
  expect(formatTime('wall', 1_500_000, startedAt, 0)).toBe('08:00:01.500');
  expect(formatTime('elapsed', 1_500_000, startedAt, 0)).toBe('00:01.500');
  expect(formatTime('delta', 1_500_000, startedAt, 0)).toBe('+1.500');
});
