import { expect, test } from 'vitest';
import { asciiByte, hexByte, hexLines } from './hexCells.ts';

test.each([
  [0x00, '00', '·'],
  [0x1a, '1a', '·'],
  [0x20, '20', ' '],
  [0x41, '41', 'A'],
  [0x7e, '7e', '~'],
  [0x7f, '7f', '·'],
  [0xff, 'ff', '·'],
])('byte %d is %s and %s', (byte, hex, ascii) => {
  expect(hexByte(byte)).toBe(hex);
  expect(asciiByte(byte)).toBe(ascii);
});

test('lines hold sixteen bytes, the last one the rest', () => {
  const lines = hexLines(new Uint8Array(37), 1000);
  expect(lines.map((line) => [line.offset, line.bytes.length])).toEqual([
    [0, 16],
    [16, 16],
    [32, 5],
  ]);
});

test('no more than the limit is cut into lines', () => {
  expect(hexLines(new Uint8Array(1000), 20).map((line) => line.bytes.length)).toEqual([16, 4]);
  expect(hexLines(new Uint8Array(), 20)).toEqual([]);
});
