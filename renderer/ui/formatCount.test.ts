import { expect, test } from 'vitest';
import { formatBytes, formatCount } from './formatCount.ts';

test.each([
  [0, '0'],
  [999, '999'],
  [1204, '1,204'],
  [1_234_567, '1,234,567'],
])('%d reads %s', (value, expected) => {
  expect(formatCount(value)).toBe(expected);
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 KB'],
  [4249, '4.2 KB'],
  [42_490, '42 KB'],
  [999_499, '999 KB'],
  [999_500, '1.0 MB'],
  [12_000_000_000, '12 GB'],
])('%d bytes read %s', (bytes, expected) => {
  expect(formatBytes(bytes)).toBe(expected);
});
