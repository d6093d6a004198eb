import { expect, test } from 'vitest';
import { nextUsualBaud } from './usualBauds.ts';

test.each([
  [115_200, 'lower', 57_600],
  [115_200, 'higher', 230_400],
  [74_880, 'lower', 57_600],
  [74_880, 'higher', 115_200],
  [9600, 'lower', null],
  [3_000_000, 'higher', null],
] as const)('from %i baud %s: %s', (baud, direction, next) => {
  expect(nextUsualBaud(baud, direction)).toBe(next);
});
