import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../../base/seededRandom.ts';
import { decodeCbor } from './decodeCbor.ts';
import { parseHex } from './parseHex.ts';

const hex = (text: string): Uint8Array => {
  const bytes = parseHex(text);
  if (!bytes.ok) throw new Error(bytes.error.message);
  return bytes.value;
};

/** RFC 8949, appendix A. */
const EXAMPLES: readonly (readonly [string, string])[] = [
  ['00', '0'],
  ['01', '1'],
  ['0a', '10'],
  ['17', '23'],
  ['1818', '24'],
  ['1819', '25'],
  ['1864', '100'],
  ['1903e8', '1000'],
  ['1a000f4240', '1000000'],
  ['1b000000e8d4a51000', '1000000000000'],
  ['1bffffffffffffffff', '18446744073709551615'],
  ['c249010000000000000000', '18446744073709551616'],
  ['3bffffffffffffffff', '-18446744073709551616'],
  ['c349010000000000000000', '-18446744073709551617'],
  ['20', '-1'],
  ['29', '-10'],
  ['3863', '-100'],
  ['3903e7', '-1000'],
  ['f90000', '0.0'],
  ['f98000', '-0.0'],
  ['f93c00', '1.0'],
  ['fb3ff199999999999a', '1.1'],
  ['f93e00', '1.5'],
  ['f97bff', '65504.0'],
  ['fa47c35000', '100000.0'],
  ['fa7f7fffff', '3.4028234663852886e+38'],
  ['fb7e37e43c8800759c', '1.0e+300'],
  ['f90001', '5.960464477539063e-8'],
  ['f90400', '0.00006103515625'],
  ['f9c400', '-4.0'],
  ['fbc010666666666666', '-4.1'],
  ['f97c00', 'Infinity'],
  ['f97e00', 'NaN'],
  ['f9fc00', '-Infinity'],
  ['fa7f800000', 'Infinity'],
  ['fa7fc00000', 'NaN'],
  ['faff800000', '-Infinity'],
  ['fb7ff0000000000000', 'Infinity'],
  ['f4', 'false'],
  ['f5', 'true'],
  ['f6', 'null'],
  ['f7', 'undefined'],
  ['f0', 'simple(16)'],
  ['f8ff', 'simple(255)'],
  ['c074323031332d30332d32315432303a30343a30305a', '0("2013-03-21T20:04:00Z")'],
  ['c11a514b67b0', '1(1363896240)'],
  ['c1fb41d452d9ec200000', '1(1363896240.5)'],
  ['d74401020304', "23(h'01020304')"],
  ['d818456449455446', "24(h'6449455446')"],
  ['d82076687474703a2f2f7777772e6578616d706c652e636f6d', '32("http://www.example.com")'],
  ['40', "h''"],
  ['4401020304', "h'01020304'"],
  ['60', '""'],
  ['6161', '"a"'],
  ['6449455446', '"IETF"'],
  ['62225c', '"\\"\\\\"'],
  ['62c3bc', '"ü"'],
  ['63e6b0b4', '"水"'],
  ['64f0908591', '"𐅑"'],
  ['80', '[]'],
  ['83010203', '[1, 2, 3]'],
  ['8301820203820405', '[1, [2, 3], [4, 5]]'],
  [
    '98190102030405060708090a0b0c0d0e0f101112131415161718181819',
    '[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25]',
  ],
  ['a0', '{}'],
  ['a201020304', '{1: 2, 3: 4}'],
  ['a26161016162820203', '{"a": 1, "b": [2, 3]}'],
  ['826161a161626163', '["a", {"b": "c"}]'],
  ['5f42010243030405ff', "(_ h'0102', h'030405')"],
  ['7f657374726561646d696e67ff', '(_ "strea", "ming")'],
  ['9fff', '[_ ]'],
  ['9f018202039f0405ffff', '[_ 1, [2, 3], [_ 4, 5]]'],
  ['83018202039f0405ff', '[1, [2, 3], [_ 4, 5]]'],
  ['bf61610161629f0203ffff', '{_ "a": 1, "b": [_ 2, 3]}'],
  ['bf6346756ef563416d7421ff', '{_ "Fun": true, "Amt": -2}'],
];

describe('decodeCbor', () => {
  it.each(EXAMPLES)('%s is %s', (bytes, text) => {
    expect(decodeCbor(hex(bytes), { inline: true })).toMatchObject({ text, problem: '', read: bytes.length / 2 });
  });

  it.each(EXAMPLES.filter(([bytes]) => bytes.length > 2))('%s cut anywhere is a problem', (bytes) => {
    const whole = hex(bytes);
    for (let length = 0; length < whole.length; length += 1) {
      expect(decodeCbor(whole.subarray(0, length)).problem).toContain('too early');
    }
  });

  it.each([
    ['1c', 'reserves'],
    ['ff', 'break'],
    ['f818', 'two bytes'],
    ['5f6161ff', 'another type'],
    ['62c328', 'UTF-8'],
    [`${'81'.repeat(80)}00`, 'deeper than 64'],
    ['bb00000000ffffffff00', 'too early'],
  ])('%s is malformed: %s', (bytes, words) => {
    expect(decodeCbor(hex(bytes)).problem).toContain(words);
  });

  it('lays containers out over lines', () => {
    expect(decodeCbor(hex('a26161016162820203')).text).toBe('{\n  "a": 1,\n  "b": [\n    2,\n    3\n  ]\n}');
  });

  it('stops near the limit of characters', () => {
    const many = new Uint8Array(50_000).fill(0x80);
    many[0] = 0x9f;
    expect(decodeCbor(many, { maxChars: 1000 }).text.length).toBeLessThan(1100);
  });

  it('takes any bytes', () => {
    const random = createSeededRandom(81);
    for (let i = 0; i < 5000; i += 1) {
      const bytes = Uint8Array.from({ length: Math.floor(random() * 40) }, () => Math.floor(random() * 256));
      const value = decodeCbor(bytes);
      expect(value.read).toBeLessThanOrEqual(bytes.length);
    }
  });
});
