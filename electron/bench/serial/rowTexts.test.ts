import { expect, test } from 'vitest';
import { createRowTexts } from './rowTexts.ts';

/** [length, words] in, lengths of rows out, and the words of each row. */
test.each<[string, [number, string][], number[], string[]]>([
  ['no words', [[3, '']], [3], ['']],
  ['a row of its own', [[3, 'a']], [3], ['a']],
  [
    'words about a part of the row',
    [
      [2, ''],
      [3, 'a'],
      [1, ''],
    ],
    [6],
    ['a'],
  ],
  ['words about several rows', [[6, 'a']], [2, 2, 2], ['a', 'a', 'a']],
  [
    'several words in one row, each once',
    [
      [1, 'a'],
      [1, 'b'],
      [1, 'a'],
    ],
    [3],
    ['a; b'],
  ],
  [
    'rows that end inside',
    [
      [2, 'a'],
      [2, ''],
      [2, 'b'],
    ],
    [3, 3],
    ['a', 'b'],
  ],
  [
    'nothing handed in',
    [
      [0, 'a'],
      [2, ''],
    ],
    [2],
    [''],
  ],
  ['a row nobody handed in', [], [2], ['']],
])('%s', (_what, put, take, expected) => {
  const texts = createRowTexts();
  for (const [length, text] of put) texts.put(length, text);
  expect(take.map((length) => texts.take(length))).toEqual(expected);
});
