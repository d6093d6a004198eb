import { expect, test } from 'vitest';
import { numberViews } from './numberViews.ts';

const read = (...bytes: number[]): Record<string, string> =>
  Object.fromEntries(
    numberViews(Uint8Array.from(bytes)).map((row) => [`${row.type} ${row.order}`.trim(), row.values.join(' ')]),
  );

test.each([
  [[0xff], { uint8: '255', int8: '-1' }],
  [
    [0xd7, 0x00],
    { 'uint16 little-endian': '215', 'uint16 big-endian': '55040', 'int16 big-endian': '-10496', uint8: '215 0' },
  ],
  [[0x00, 0x00, 0xac, 0x41], { 'float32 little-endian': '21.5', 'int16 little-endian': '0 16812' }],
  [[0x41, 0xa8, 0xcc, 0xcd], { 'float32 big-endian': '21.1', 'int32 big-endian': '1101581517' }],
  [[0x4d, 0x60], { 'float16 big-endian': '21.5' }],
  [[0x7f, 0x80, 0, 0], { 'float32 big-endian': 'Infinity' }],
  [
    [0x40, 0x35, 0x80, 0, 0, 0, 0, 0],
    { 'float64 big-endian': '21.5', 'uint64 little-endian': '8402240', 'int64 big-endian': '4626744929681408000' },
  ],
])('%o', (bytes, expected) => {
  expect(read(...bytes)).toMatchObject(expected);
});

test('three bytes are no wider numbers', () => {
  expect(Object.keys(read(1, 2, 3))).toEqual(['uint8', 'int8']);
  expect(read()).toEqual({});
});

test('a time since 1970 is read as such', () => {
  const times = numberViews(Uint8Array.of(0x65, 0x92, 0, 0x80)).map(({ type, order, time }) => [type, order, time]);
  expect(times).toContainEqual(['uint32', 'big-endian', '2024-01-01T00:00:00Z']);
  expect(times.filter(([, , time]) => time !== '')).toHaveLength(1);
});

test('of many numbers the first are listed', () => {
  const [first] = numberViews(new Uint8Array(1000));
  expect(first).toMatchObject({ type: 'uint64', count: 125 });
  expect(first?.values).toHaveLength(64);
});
