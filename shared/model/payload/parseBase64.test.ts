import { describe, expect, it } from 'vitest';
import { parseBase64 } from './parseBase64.ts';

const text = (value: Uint8Array): string => String.fromCharCode(...value);

describe('parseBase64', () => {
  // The vectors of RFC 4648 section 10.
  it.each([
    ['', ''],
    ['Zg==', 'f'],
    ['Zm8=', 'fo'],
    ['Zm9v', 'foo'],
    ['Zm9vYg==', 'foob'],
    ['Zm9vYmE=', 'fooba'],
    ['Zm9vYmFy', 'foobar'],
    [' Zm9v\r\nYmFy\n', 'foobar'],
    ['/+8=', '\u00ff\u00ef'],
    ['AAAA', '\0\0\0'],
  ])('%j is %j', (input, expected) => {
    const result = parseBase64(input);
    expect(result.ok && text(result.value)).toBe(expected);
  });

  it.each([
    ['Zg', 'padding is missing'],
    ['Zg=', 'padding is missing'],
    ['Z', 'padding is missing'],
    ['Zg===', '"=" at character 5'],
    ['=', '"=" at character 1'],
    ['Z===', '"=" at character 2'],
    ['Zg==Zg==', '"Z" at character 5'],
    ['Zm9=v', '"v" at character 5'],
    ['Zm9v====', '"=" at character 5'],
    ['Zh==', 'bits that no byte takes'],
    ['Zm9=', 'bits that no byte takes'],
    ['Zm9_', 'write + for -'],
    ['Zm*v', '"*" at character 3'],
    ['Zm👩v', '"👩" at character 3'],
  ])('refuses %j', (input, words) => {
    expect(parseBase64(input)).toMatchObject({
      ok: false,
      error: { code: 'bad-base64', message: expect.stringContaining(words) },
    });
  });

  it('agrees with the platform on every length and byte', () => {
    for (let length = 0; length < 40; length += 1) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 67 + length * 31) & 0xff);
      const result = parseBase64(Buffer.from(bytes).toString('base64'));
      expect(result.ok && [...result.value]).toEqual([...bytes]);
    }
  });
});
