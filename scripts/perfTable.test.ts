import { expect, test } from 'vitest';
import { markdownTable, replaceBetweenMarks } from './perfTable.ts';

test('a table', () => {
  expect(
    markdownTable(
      ['a', 'b'],
      [
        ['x', '1'],
        ['y', '2'],
      ],
    ),
  ).toBe('| a | b |\n| --- | ---: |\n| x | 1 |\n| y | 2 |');
});

test('only what stands between the marks is replaced, as often as one likes', () => {
  const text = 'head\n<!-- p:begin -->\nold\n<!-- p:end -->\ntail';
  const once = replaceBetweenMarks(text, 'p', 'new');
  expect(once).toBe('head\n<!-- p:begin -->\n\nnew\n\n<!-- p:end -->\ntail');
  expect(replaceBetweenMarks(once, 'p', 'new')).toBe(once);
});

test.each(['none', '<!-- p:begin -->', '<!-- p:end --> <!-- p:begin -->'])('missing marks are told: %j', (text) => {
  expect(() => replaceBetweenMarks(text, 'p', 'new')).toThrow('missing');
});
