import { describe, expect, it } from 'vitest';
import { parseHex } from './parseHex.ts';

describe('parseHex', () => {
  it.each([
    ['', []],
    ['  \n', []],
    ['00', [0]],
    ['48656c6C6F', [0x48, 0x65, 0x6c, 0x6c, 0x6f]],
    ['48 65\t6c\r\n6c 6f', [0x48, 0x65, 0x6c, 0x6c, 0x6f]],
    ['0x48, 0X65,0xFf', [0x48, 0x65, 0xff]],
    ['de:ad-be,ef;', [0xde, 0xad, 0xbe, 0xef]],
    ['0x0x', null],
    ['4', null],
    ['48 6', null],
    ['4 8', null],
    ['zz', null],
    ['48 6g', null],
    ['0x', null],
    ['48 °', null],
    ['48👩', null],
    ['x48', null],
  ])('%j', (text, expected) => {
    const result = parseHex(text);
    expect(result.ok ? [...result.value] : null).toEqual(expected);
  });

  it.each([
    ['48 6g', 'The hex digit "6" at character 4 stands alone'],
    ['48 zz', '"z" at character 4'],
    ['0x', 'end of the text'],
  ])('names the place in %j', (text, words) => {
    expect(parseHex(text)).toMatchObject({ ok: false, error: { message: expect.stringContaining(words) } });
  });
});
