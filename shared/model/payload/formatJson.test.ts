import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatJson } from './formatJson.ts';

const laidOut = (text: string): string => formatJson(text, 100_000).text;

describe('formatJson', () => {
  it.each([
    ['{"t":21.50,"n":12345678901234567890}', '{\n  "t": 21.50,\n  "n": 12345678901234567890\n}'],
    ['{"a":{},"b":[],"c":[ ]}', '{\n  "a": {},\n  "b": [],\n  "c": []\n}'],
    ['[[1],{"x":[2,3]}]', '[\n  [\n    1\n  ],\n  {\n    "x": [\n      2,\n      3\n    ]\n  }\n]'],
    ['{"a":1,"a":1.0}', '{\n  "a": 1,\n  "a": 1.0\n}'],
    ['"\\u00e9\\/ {"', '"\\u00e9\\/ {"'],
    [' 1E+2 ', '1E+2'],
    ['', ''],
  ])('%j', (input, expected) => {
    expect(laidOut(input)).toBe(expected);
  });

  it.each([
    ['{"t":21.5,"u":}', '{\n  "t": 21.5,\n  "u": }'],
    ['{"t":21.5} trailing', '{\n  "t": 21.5\n} trailing'],
    ['hello', 'hello'],
    ['{"t":"21', '{\n  "t": "21'],
  ])('keeps what follows the break of %j as it was', (input, expected) => {
    expect(formatJson(input, 1000)).toMatchObject({ text: expected, read: input.length });
  });

  it('changes nothing but blanks', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.parse(formatJson(text, 1_000_000).text)).toEqual(JSON.parse(text));
      }),
      { seed: 11 },
    );
  });

  it('stops near its limit and says how far it came', () => {
    const input = `[${'1234567,'.repeat(1000)}0]`;
    const { text, read, problem } = formatJson(input, 500);
    expect(problem).toBeNull();
    expect(text.length).toBeLessThan(600);
    expect(read).toBeLessThan(input.length);
    expect(text.replace(/\s/g, '')).toBe(input.slice(0, read));
  });

  it('does not grow with the square of the depth', () => {
    expect(formatJson('['.repeat(10_000), 10_000_000).text.length).toBeLessThan(10_000 * 70);
  });
});
