import { describe, expect, it } from 'vitest';
import { decodeAddress, encodeAddress, isNumber, toaOf } from './address.ts';
import { decodeTpdu, encodeTpdu, hexBytes, hexText, type Tpdu } from './tpdu.ts';
import { codingOf, decodeText, encodeText } from './userData.ts';

const bytes = (hex: string): Uint8Array => hexBytes(hex) ?? new Uint8Array(0);

/** A TPDU and its text out of hexadecimal digits. */
function read(hex: string, type: Tpdu['type']) {
  const tpdu = decodeTpdu(bytes(hex), type);
  if (!tpdu.ok) return null;
  const { address, time, dcs, firstOctet, data } = tpdu.value;
  return { address, time, text: decodeText(data, codingOf(dcs), (firstOctet & 0x40) !== 0) };
}

describe('addresses (3GPP TS 23.040 9.1.2.5)', () => {
  it.each([
    ['+999010000018', '0C91990901000081'],
    ['5550100', '0781550501F0'],
    ['*100#', '05811A00FB'],
    ['Bench', '09D0C2B2'],
  ])('%s', (address, hex) => {
    expect(hexText(encodeAddress(address)).slice(0, hex.length)).toBe(hex);
    expect(decodeAddress(encodeAddress(address), 0)).toEqual({ address, next: encodeAddress(address).length });
  });

  it.each([
    ['+1', 145],
    ['112', 129],
    ['Bank', 208],
  ])('%s has type %i', (address, toa) => {
    expect(toaOf(address)).toBe(toa);
  });

  it.each(['', '+', '12x', '+123456789012345678901', 'Bank'])('%j is no number', (text) => {
    expect(isNumber(text)).toBe(false);
  });

  it.each(['', '05', '0591', '05911122', '15911111111111111111111111'])('%j is cut off or too long', (hex) => {
    expect(decodeAddress(bytes(hex), 0)).toBeNull();
  });
});

describe('messages', () => {
  it.each<[string, Tpdu['type'], string, ReturnType<typeof read>]>([
    [
      'received, 7 bit',
      'deliver',
      '040C9199090100008100006201203040504005E8329BFD06',
      { address: '+999010000018', time: '26/10/02,03:04:05+04', text: 'hello' },
    ],
    [
      'received, UCS2, west of Greenwich',
      'deliver',
      '040781550501F000086201203040500A0465E5672C',
      { address: '5550100', time: '26/10/02,03:04:05-20', text: '日本' },
    ],
    [
      'sent, with a validity of one byte',
      'submit',
      '11000C919909010000810000A705E8329BFD06',
      { address: '+999010000018', time: '', text: 'hello' },
    ],
    [
      // The header takes six bytes: with one bit to fill up, seven septets.
      'sent, a part of a long one',
      'submit',
      '41000C919909010000810000090500030102018221',
      { address: '+999010000018', time: '', text: 'A!' },
    ],
  ])('%s', (_name, type, hex, expected) => {
    expect(read(hex, type)).toEqual(expected);
    const again = decodeTpdu(bytes(hex), type);
    expect(again.ok && hexText(encodeTpdu(again.value))).toBe(hex);
  });

  it.each<[string, Tpdu['type']]>([
    ['', 'submit'],
    ['11', 'submit'],
    ['04000C91990901000081', 'deliver'],
    // The other kind, a length too short, bytes too many, an address that does not end.
    ['11000C919909010000810000A705E8329BFD06', 'deliver'],
    ['11000C919909010000810000A705E8329BFD', 'submit'],
    ['11000C919909010000810000A705E8329BFD0600', 'submit'],
    ['1100FF91990901000081', 'submit'],
  ])('%j is no %s', (hex, type) => {
    expect(decodeTpdu(bytes(hex), type).ok).toBe(false);
  });

  it.each([
    [0, 'gsm7'],
    [4, '8bit'],
    [8, 'ucs2'],
    [0x10, 'gsm7'],
    [0x18, 'ucs2'],
    [0xc0, 'gsm7'],
    [0xe0, 'ucs2'],
    [0xf0, 'gsm7'],
    [0xf5, '8bit'],
  ])('coding %i is %s (3GPP TS 23.038 4)', (dcs, coding) => {
    expect(codingOf(dcs)).toBe(coding);
  });

  it.each([
    ['a'.repeat(160), 'gsm7', true],
    ['a'.repeat(161), 'gsm7', false],
    ['€'.repeat(81), 'gsm7', false],
    ['日'.repeat(70), 'ucs2', true],
    ['日'.repeat(71), 'ucs2', false],
    ['a'.repeat(141), '8bit', false],
  ] as const)('holds so much: %#', (text, coding, fits) => {
    expect(encodeText(text, coding).ok).toBe(fits);
  });

  it('says ? for what 7 bit text has not', () => {
    const data = encodeText('日a', 'gsm7');
    expect(data.ok && decodeText(data.value, 'gsm7', false)).toBe('?a');
  });

  it.each(['x', '0', '0g', ' 00'])('%j are no hexadecimal digits', (text) => {
    expect(hexBytes(text)).toBeNull();
  });
});
