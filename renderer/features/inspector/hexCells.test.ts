import { expect, test } from 'vitest';
import { asciiByte, byteMove, hexByte, hexLines } from './hexCells.ts';

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

test.each([
  ['ArrowRight', null, 0],
  ['ArrowRight', 4, 5],
  ['ArrowLeft', 0, 0],
  ['ArrowDown', 4, 20],
  ['ArrowDown', 30, 30],
  ['ArrowUp', 20, 4],
  ['Home', 20, 0],
  ['End', null, 39],
  ['Enter', 4, null],
])('%s at byte %s of 40 leads to %s', (key, at, to) => {
  expect(byteMove(key, at, 40)).toBe(to);
  expect(byteMove(key, at, 0)).toBeNull();
});
