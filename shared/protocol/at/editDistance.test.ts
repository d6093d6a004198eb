import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withinEdits } from './editDistance.ts';

/** Levenshtein's distance by its definition. */
function distance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  if (a[0] === b[0]) return distance(a.slice(1), b.slice(1));
  return 1 + Math.min(distance(a.slice(1), b), distance(a, b.slice(1)), distance(a.slice(1), b.slice(1)));
}

describe('withinEdits', () => {
  it.each([
    ['AT+CREG}1', 'AT+CREG=1', 1, true],
    ['AT+CPI', 'AT+CPIN?', 2, true],
    ['AT+CPI', 'AT+CPIN?', 1, false],
    ['OK', 'AT', 1, false],
    ['', '', 0, true],
    ['', 'ab', 2, true],
  ])('%j and %j within %i: %s', (a, b, max, within) => {
    expect(withinEdits(a, b, max)).toBe(within);
    expect(withinEdits(b, a, max)).toBe(within);
  });

  it('agrees with the definition', () => {
    const word = fc.string({ unit: fc.constantFrom('A', 'T', '+'), maxLength: 7 });
    fc.assert(
      fc.property(word, word, fc.nat(4), (a, b, max) => {
        expect(withinEdits(a, b, max)).toBe(distance(a, b) <= max);
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});
