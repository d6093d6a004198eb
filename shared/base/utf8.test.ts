import { describe, expect, it } from 'vitest';
import { decodeUtf8, encodeUtf8, isUtf8, utf8Length, utf8SequenceLength, withoutCutCharacter } from './utf8.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe('utf8', () => {
  it.each(['', 'plant/7', 'Größe', '温度', '21.5 °C', '\u0000', '👩‍🔧', '\u{10FFFF}\uFFFF\u07FF\u0800'])(
    'writes and reads %j like the platform',
    (text) => {
      const encoded = encodeUtf8(text);
      expect(encoded).toEqual(Uint8Array.from(new TextEncoder().encode(text)));
      expect(utf8Length(text)).toBe(encoded.length);
      expect(isUtf8(encoded)).toBe(true);
      expect(decodeUtf8(encoded)).toBe(text);
    },
  );

  it.each(['\uD800', 'a\uDC00b', '\uD83D', '\uDC00\uD800'])('writes the lone surrogates of %j as U+FFFD', (text) => {
    expect(encodeUtf8(text)).toEqual(Uint8Array.from(new TextEncoder().encode(text)));
    expect(utf8Length(text)).toBe(encodeUtf8(text).length);
  });

  // Unicode table 3-7: each row's neighbours that are not well-formed.
  it.each([
    ['a continuation byte alone', bytes(0x80)],
    ['an overlong slash', bytes(0xc0, 0xaf)],
    ['an overlong three-byte form', bytes(0xe0, 0x9f, 0xbf)],
    ['a surrogate', bytes(0xed, 0xa0, 0x80)],
    ['an overlong four-byte form', bytes(0xf0, 0x8f, 0xbf, 0xbf)],
    ['a value above U+10FFFF', bytes(0xf4, 0x90, 0x80, 0x80)],
    ['a lead byte that UTF-8 does not use', bytes(0xf5, 0x80, 0x80, 0x80)],
    ['a sequence that is cut short', bytes(0xe2, 0x82)],
    ['a sequence that another byte breaks', bytes(0xe2, 0x28, 0xa1)],
    ['a byte of all ones', bytes(0xff)],
  ])('refuses %s', (_name, value) => {
    expect(utf8SequenceLength(value, 0)).toBe(0);
    expect(isUtf8(value)).toBe(false);
  });

  it('shows each wrong byte and loses none of the right ones', () => {
    const value = bytes(0x41, 0xff, 0xc3, 0xa9, 0xe2, 0x82, 0x42);
    expect(decodeUtf8(value, (byte) => `<${byte.toString(16)}>`)).toBe('A<ff>é<e2><82>B');
  });

  it('has no sequence beyond the end', () => {
    expect(utf8SequenceLength(bytes(0x41), 1)).toBe(0);
    expect(utf8SequenceLength(bytes(0xc3, 0xa9), 0, 1)).toBe(0);
  });

  it('leaves off a character that was cut, whichever it is and wherever', () => {
    for (const text of ['abc', 'abé', 'ab€', 'ab👩']) {
      const whole = encodeUtf8(text);
      expect(withoutCutCharacter(whole)).toEqual(whole);
      for (let cut = 3; cut < whole.length; cut += 1) {
        expect(decodeUtf8(withoutCutCharacter(whole.subarray(0, cut)))).toBe('ab');
      }
    }
    expect(withoutCutCharacter(bytes())).toEqual(bytes());
    expect(withoutCutCharacter(bytes(0x80, 0x80, 0x80, 0x80))).toHaveLength(4);
  });
});
