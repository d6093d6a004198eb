import { expect, it } from 'vitest';
import { rateWords, samplesWords, valueRange } from './topicWords.ts';

it.each([
  [0, 'silent'],
  [0.001, 'silent'],
  [0.1, '6/min'],
  [0.96, '1.0/s'],
  [9.94, '9.9/s'],
  [1234.5, '1235/s'],
])('a rate of %s is %s', (rate, words) => expect(rateWords(rate)).toBe(words));

it.each([
  [{ samples: 1, dropped: 0, missed: 0 }, '1 value'],
  [{ samples: 2005, dropped: 5, missed: 3 }, '2005 values, 5 oldest dropped, 3 messages without it'],
])('%j', (watch, words) => expect(samplesWords(watch)).toBe(words));

it.each([
  [20, 30, 19.2, 30.8],
  [21, 21, 18.9, 23.1],
  [0, 0, -1, 1],
  [-5, -5, -5.5, -4.5],
])('leaves room around %s to %s', (least, most, from, to) => {
  const range = valueRange(least, most);
  expect(range[0]).toBeCloseTo(from);
  expect(range[1]).toBeCloseTo(to);
});
