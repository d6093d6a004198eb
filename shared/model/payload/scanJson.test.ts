import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeJsonProblem, scanJson } from './scanJson.ts';

const problemOf = (text: string): string | null => {
  const problem = scanJson(text, () => true);
  return problem === null ? null : describeJsonProblem(text, problem);
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('scanJson', () => {
  it.each([
    ['{"t":21.50,"rssi":-77}'],
    ['[]'],
    ['{}'],
    [' [ ] '],
    ['-0'],
    ['1e5'],
    ['12345678901234567890.0123456789E+10'],
    ['"\\u00e9\\n\\/"'],
    ['{"a":{"b":[1,[2,{"c":null}],true]},"a":false}'],
    ['{"":""}'],
  ])('takes %s', (text) => {
    expect(problemOf(text)).toBeNull();
  });

  it.each([
    ['', 'line 1, column 1: a value was expected, the text ends'],
    ['{"t":21.5', 'line 1, column 10: "," or "}" was expected, the text ends'],
    ['{"t":21.5,}', 'line 1, column 11: a name in double quotes was expected, "}" was found'],
    ['{\n  "t": 21.5\n  "u": 1\n}', 'line 3, column 3: "," or "}" was expected, """ was found'],
    ['{t:1}', 'line 1, column 2: a name in double quotes or "}" was expected, "t" was found'],
    ["{'t':1}", 'column 2: a name in double quotes'],
    ['{"t" 1}', 'column 6: ":" was expected, "1" was found'],
    ['[1,]', 'column 4: a value was expected, "]" was found'],
    ['[1 2]', 'column 4: "," or "]" was expected'],
    ['[1}', 'column 3: "," or "]" was expected, "}" was found'],
    ['[', 'column 2: a value or "]" was expected, the text ends'],
    ['01', 'column 2: the end of the text was expected, "1" was found'],
    ['1.', 'column 2: the end of the text was expected, "." was found'],
    ['+1', 'column 1: a value was expected, "+" was found'],
    ['NaN', 'column 1: a value was expected, "N" was found'],
    ['{"t":nan}', 'column 6: a value was expected, "n" was found'],
    ['true false', 'column 6: the end of the text'],
    ['"abc', 'column 5: the closing quote of a string was expected'],
    ['"a\nb"', 'column 3: the character U+000A must be written as an escape'],
    ['"\\x41"', 'column 2: "\\x" is no escape of JSON'],
    ['"\\u12G4"', 'column 2: \\u takes four hex digits'],
    ['"\\', 'column 3: the closing quote'],
    ['\uFEFF{}', 'column 1: a value was expected, the character U+FEFF was found'],
    ['👩', '"👩" was found'],
  ])('refuses %j', (text, words) => {
    expect(problemOf(text)).toContain(words);
  });

  it('agrees with the platform about any text made of JSON pieces', () => {
    const piece = fc.constantFrom(
      ...[
        '{',
        '}',
        '[',
        ']',
        ':',
        ',',
        '"a"',
        '"',
        '\\',
        '1',
        '0',
        '-',
        '.',
        'e',
        '+',
        'true',
        'null',
        ' ',
        '\n',
        'u00',
      ],
    );
    const pieces = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(pieces, fc.json(), fc.string()), (text) => {
        expect(problemOf(text) === null).toBe(isJson(text));
      }),
      { numRuns: 3000, seed: 7 },
    );
  });

  it('hands out tokens that cover all but blanks', () => {
    const tokens: string[] = [];
    scanJson('{"a": [1, -2.50]}', (token, start, end) => {
      tokens.push(`${token} ${'{"a": [1, -2.50]}'.slice(start, end)}`);
      return true;
    });
    expect(tokens).toEqual([
      'open {',
      'key "a"',
      'colon :',
      'open [',
      'value 1',
      'comma ,',
      'value -2.50',
      'close ]',
      'close }',
    ]);
  });

  it('goes any depth', () => {
    const depth = 200_000;
    expect(problemOf('['.repeat(depth) + ']'.repeat(depth))).toBeNull();
    expect(problemOf('['.repeat(depth))).toContain(`column ${depth + 1}`);
  });
});
