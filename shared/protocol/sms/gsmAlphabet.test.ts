import { describe, expect, it } from 'vitest';
import { packSeptets, septetsOf, textOfSeptets, unpackSeptets } from './gsmAlphabet.ts';

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

describe('the GSM 7 bit alphabet (3GPP TS 23.038)', () => {
  it.each([
    ['hello', [0x68, 0x65, 0x6c, 0x6c, 0x6f]],
    ['@£_', [0x00, 0x01, 0x11]],
    ['{€}', [0x1b, 0x28, 0x1b, 0x65, 0x1b, 0x29]],
    ['ñà', [0x7d, 0x7f]],
    ['', []],
  ])('%j', (text, septets) => {
    expect(septetsOf(text)).toEqual(septets);
    expect(textOfSeptets(septets)).toBe(text);
  });

  it.each(['日本', 'naïve', '\u001b', '`', '😀'])('has no %j', (text) => {
    expect(septetsOf(text)).toBeNull();
  });

  it('shows an unknown extension as the basic character, and nothing for one that is cut off', () => {
    expect(textOfSeptets([0x1b, 0x41, 0x1b])).toBe('A');
  });

  it.each([
    ['hellohello', 0, 'e8329bfd4697d9ec37'],
    ['1234567', 0, '31d98c56b3dd00'],
    ['12345678', 0, '31d98c56b3dd70'],
    ['A', 1, '82'],
    ['AB', 6, '405008'],
    ['', 0, ''],
  ])('packs %j behind %i bits as %s', (text, fill, packed) => {
    const septets = septetsOf(text) ?? [];
    expect(hex(packSeptets(septets, fill))).toBe(packed);
    expect(textOfSeptets(unpackSeptets(packSeptets(septets, fill), septets.length, fill))).toBe(text);
  });

  it('reads zeros where bytes are missing', () => {
    expect(unpackSeptets(new Uint8Array([0x41]), 3)).toEqual([0x41, 0, 0]);
  });
});
