import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../base/utf8.ts';
import { fromLatin1, latin1 } from './framer.testkit.ts';
import { splitGarbage } from './splitGarbage.ts';

/** The pieces of a line, garbage in angle brackets. */
function pieces(data: Uint8Array, alsoText?: number): string {
  const known = (from: number, to: number): boolean => fromLatin1(data.subarray(from, to)) === 'OK';
  return splitGarbage(data, 0, data.length, known, alsoText)
    .map(({ from, to, garbage }) => {
      const text = fromLatin1(data.subarray(from, to));
      return garbage ? `<${text}>` : text;
    })
    .join('|');
}

describe('splitGarbage', () => {
  it.each([
    ['+CSQ: 22,99', '+CSQ: 22,99'],
    ['\xf8\0\xc0', '<\xf8\0\xc0>'],
    ['\xf8\0RDY', '<\xf8\0>|RDY'],
    ['+CSQ: 2\xb2,99', '+CSQ: 2\xb2,99'],
    ['\xf8+CSQ: 2\xb2,99', '<\xf8>|+CSQ: 2\xb2,99'],
    ['+CREG: 1\xf8\0\xfe\x80RDYX', '+CREG: 1|<\xf8\0\xfe\x80>|RDYX'],
    ['\xf8\xf9AT+X\xfe\xfd\xfc', '<\xf8\xf9>|AT+X|<\xfe\xfd\xfc>'],
    ['\xf8a\xfeOK', '<\xf8a\xfe>|OK'],
    ['\xf8a\xfeNO', '<\xf8a\xfeNO>'],
    ['abc\xf8\xfe', '<abc\xf8\xfe>'],
  ])('%j → %j', (line, expected) => {
    expect(pieces(latin1(line))).toBe(expected);
  });

  it('leaves UTF-8 text alone, from its first byte on', () => {
    const line = encodeUtf8('Привет, 21 °C');
    expect(pieces(line)).toBe(fromLatin1(line));
  });

  it('takes a control character for text when told to', () => {
    expect(pieces(latin1('\x1b[1mA\x1b[0m'), 0x1b)).toBe('\x1b[1mA\x1b[0m');
  });
});
