import { describe, expect, it } from 'vitest';
import { fillVariables, hasVariables } from './fillVariables.ts';

const values = (random = 0.5) => ({ n: 7, now: Date.UTC(2026, 0, 2, 3, 4, 5, 6), random: () => random });

describe('fillVariables', () => {
  it.each([
    ['{"i":{{n}},"at":"{{now}}"}', '{"i":7,"at":"2026-01-02T03:04:05.006Z"}'],
    ['{{ n }}{{n}}', '77'],
    ['{{random}}', '50'],
    ['{{random 20..30}}', '25'],
    ['{{random 30..20}}', '25'],
    ['{{random -5..5}}', '0'],
    ['{{other}} {n} {{}} {{n', '{{other}} {n} {{}} {{n'],
    ['{"a":{"b":{}}}', '{"a":{"b":{}}}'],
  ])('%s becomes %s', (text, filled) => expect(fillVariables(text, values())).toBe(filled));

  it.each([
    [0, '20'],
    [0.999_999, '30'],
  ])('reaches both ends of a range: %s', (random, filled) =>
    expect(fillVariables('{{random 20..30}}', values(random))).toBe(filled),
  );
});

describe('hasVariables', () => {
  it.each([
    ['{{n}}', true],
    ['{{random 1..2}}', true],
    ['{"a":{"b":1}}', false],
    ['{{name}}', false],
  ])('%s: %s', (text, wanted) => {
    expect(hasVariables(text)).toBe(wanted);
    expect(hasVariables(text)).toBe(wanted);
  });
});
