import { expect, test } from 'vitest';
import { matchTitle } from './matchTitle.ts';

const TITLES = [
  'Bridge to another broker …',
  'Theme: dark',
  'Start the broker on port 1883',
  'Broker settings …',
  'Mark this moment: “explain” explain',
  'Explain a capture: paste or drop a log …',
];
const found = (typed: string): readonly string[] =>
  TITLES.filter((title) => matchTitle(title, typed) > 0).toSorted(
    (a, b) => matchTitle(b, typed) - matchTitle(a, typed),
  );

test.each([
  ['dark', ['Theme: dark']],
  ['theme dark', ['Theme: dark']],
  ['brok set', ['Broker settings …']],
  ['roker', ['Broker settings …', 'Bridge to another broker …', 'Start the broker on port 1883']],
  ['explain', ['Explain a capture: paste or drop a log …', 'Mark this moment: “explain” explain']],
  ['1883', ['Start the broker on port 1883']],
  ['nothing like it', []],
])('%j finds %j', (typed, titles) => {
  expect(found(typed)).toEqual(titles);
});

test('everything fits nothing typed', () => {
  expect(found('')).toHaveLength(TITLES.length);
  expect(matchTitle('Send AT+CSQ AT+CSQ', 'AT+CSQ')).toBeGreaterThan(0);
});
