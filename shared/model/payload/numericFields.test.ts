import { describe, expect, it } from 'vitest';
import { numberAt, numericFields, pointerWords } from './numericFields.ts';

describe('numericFields', () => {
  it.each([
    ['a number alone', '21.5', [['', 21.5]]],
    ['a flat object', '{"t":21.5,"unit":"C","ok":true,"n":null}', [['/t', 21.5]]],
    [
      'nested objects and lists',
      '{"s":[{"t":1},{"t":-2e3}],"bat":{"mV":3700}}',
      [
        ['/s/0/t', 1],
        ['/s/1/t', -2000],
        ['/bat/mV', 3700],
      ],
    ],
    [
      'names that need escapes (RFC 6901 section 3)',
      '{"a/b":1,"m~n":2,"":3}',
      [
        ['/a~1b', 1],
        ['/m~0n', 2],
        ['/', 3],
      ],
    ],
    ['no JSON', 'temp=21', []],
    ['nothing', '', []],
    ['numbers as text', '{"t":"21.5"}', []],
  ])('finds the numbers in %s', (_name, text, wanted) => {
    expect(numericFields(text).map(({ pointer, value }) => [pointer, value])).toEqual(wanted);
  });

  it('leads back to each number', () => {
    const text = '{"a/b":1,"m~n":2,"":3,"s":[{"~1":4}],"__proto__":{"x":5}}';
    const fields = numericFields(text);
    expect(fields).toHaveLength(5);
    for (const { pointer, value } of fields) expect(numberAt(text, pointer)).toBe(value);
  });

  it('bounds how many it offers and how deep it looks', () => {
    expect(numericFields(JSON.stringify(Array.from({ length: 1000 }, (_, i) => i)))).toHaveLength(100);
    expect(numericFields(`${'['.repeat(200)}1${']'.repeat(200)}`)).toEqual([]);
  });
});

describe('numberAt', () => {
  it.each([
    ['a field that is gone', '{"rh":40}', '/t'],
    ['a field that became text', '{"t":"x"}', '/t'],
    ['what every object inherits', '{"t":1}', '/constructor/length'],
    ['a step into a number', '{"t":1}', '/t/x'],
    ['no JSON', 'x', ''],
  ])('finds nothing: %s', (_name, text, pointer) => {
    expect(numberAt(text, pointer)).toBeUndefined();
  });
});

describe('pointerWords', () => {
  it.each([
    ['', 'value'],
    ['/t', 't'],
    ['/s/0/a~1b', 's.0.a/b'],
  ])('%j is %s', (pointer, words) => expect(pointerWords(pointer)).toBe(words));
});
