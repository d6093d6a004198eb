import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../../base/seededRandom.ts';
import { decodeMsgPack } from './decodeMsgPack.ts';
import { parseHex } from './parseHex.ts';

const hex = (text: string): Uint8Array => {
  const bytes = parseHex(text);
  if (!bytes.ok) throw new Error(bytes.error.message);
  return bytes.value;
};

/** One or more of each format of the specification. */
const EXAMPLES: readonly (readonly [string, string])[] = [
  ['00', '0'],
  ['7f', '127'],
  ['e0', '-32'],
  ['ff', '-1'],
  ['c0', 'null'],
  ['c2', 'false'],
  ['c3', 'true'],
  ['cc80', '128'],
  ['cdffff', '65535'],
  ['ceffffffff', '4294967295'],
  ['cfffffffffffffffff', '18446744073709551615'],
  ['d080', '-128'],
  ['d18000', '-32768'],
  ['d280000000', '-2147483648'],
  ['d38000000000000000', '-9223372036854775808'],
  ['ca41ac0000', '21.5'],
  ['cb4035800000000000', '21.5'],
  ['cb3ff0000000000000', '1.0'],
  ['a0', '""'],
  ['a27432', '"t2"'],
  ['d90174', '"t"'],
  ['da000174', '"t"'],
  ['db0000000174', '"t"'],
  ['c40201ff', "h'01ff'"],
  ['c50001aa', "h'aa'"],
  ['c600000001aa', "h'aa'"],
  ['90', '[]'],
  ['93010203', '[1, 2, 3]'],
  ['dc0002c0c3', '[null, true]'],
  ['dd00000001a161', '["a"]'],
  ['80', '{}'],
  ['82a7636f6d70616374c3a6736368656d6100', '{"compact": true, "schema": 0}'],
  ['de0001a16101', '{"a": 1}'],
  ['df00000001a16101', '{"a": 1}'],
  ['8101c0', '{1: null}'],
  ['d40510', "ext(5, h'10')"],
  ['d5051011', "ext(5, h'1011')"],
  ['d60510111213', "ext(5, h'10111213')"],
  ['d7ff0000000065920080', 'timestamp("2024-01-01T00:00:00Z")'],
  ['d80500112233445566778899aabbccddeeff', "ext(5, h'00112233445566778899aabbccddeeff')"],
  ['d6ff65920080', 'timestamp("2024-01-01T00:00:00Z")'],
  ['c70cff1dcd6500ffffffffffffffff', 'timestamp("1969-12-31T23:59:59.5Z")'],
  ['c70205aabb', "ext(5, h'aabb')"],
  ['c8000205aabb', "ext(5, h'aabb')"],
  ['c90000000205aabb', "ext(5, h'aabb')"],
  ['c703ff010203', "ext(-1, h'010203')"],
];

describe('decodeMsgPack', () => {
  it.each(EXAMPLES)('%s is %s', (bytes, text) => {
    expect(decodeMsgPack(hex(bytes), { inline: true })).toMatchObject({ text, problem: '', read: bytes.length / 2 });
  });

  it.each(EXAMPLES.filter(([bytes]) => bytes.length > 2))('%s cut anywhere is a problem', (bytes) => {
    const whole = hex(bytes);
    for (let length = 0; length < whole.length; length += 1) {
      expect(decodeMsgPack(whole.subarray(0, length)).problem).toContain('too early');
    }
  });

  it.each([
    ['c1', 'never uses'],
    ['d901c3', 'UTF-8'],
    [`${'91'.repeat(80)}00`, 'deeper than 64'],
    ['ddffffffff00', 'too early'],
  ])('%s is malformed: %s', (bytes, words) => {
    expect(decodeMsgPack(hex(bytes)).problem).toContain(words);
  });

  it('takes any bytes', () => {
    const random = createSeededRandom(82);
    for (let i = 0; i < 5000; i += 1) {
      const bytes = Uint8Array.from({ length: Math.floor(random() * 40) }, () => Math.floor(random() * 256));
      expect(decodeMsgPack(bytes).read).toBeLessThanOrEqual(bytes.length);
    }
  });
});
