import { packSeptets, septetsOf, textOfSeptets, unpackSeptets } from './gsmAlphabet.ts';

/** Type of address (3GPP TS 23.040 9.1.2.5): unknown or national, international, alphanumeric. */
export const TOA = { unknown: 129, international: 145, alphanumeric: 208 } as const;

const DIGITS = '0123456789*#abc';
const MAX_DIGITS = 20;
const MAX_NAME_SEPTETS = 11;

/** The type of an address as one writes it: `+999010000018`, `5550`, `Bench Mobile`. */
export function toaOf(address: string): number {
  if (address.startsWith('+')) return TOA.international;
  return /^[\d*#]*$/.test(address) ? TOA.unknown : TOA.alphanumeric;
}

/** A number as messages may be sent to it. */
export const isNumber = (address: string): boolean => new RegExp(`^\\+?[\\d*#]{1,${MAX_DIGITS}}$`).test(address);

/** TP-OA or TP-DA: number of half bytes, type, digits in swapped half bytes or packed 7 bit text. A name is cut to 11 septets. */
export function encodeAddress(address: string): Uint8Array {
  const toa = toaOf(address);
  if (toa === TOA.alphanumeric) {
    const septets = [...address].flatMap((char) => septetsOf(char) ?? []).slice(0, MAX_NAME_SEPTETS);
    const packed = packSeptets(septets);
    return Uint8Array.of(Math.ceil((septets.length * 7) / 4), toa, ...packed);
  }
  const digits = address.replace(/^\+/, '').slice(0, MAX_DIGITS);
  return Uint8Array.of(digits.length, toa, ...semiOctets(digits));
}

/** Two digits a byte, the first in the low half; a missing one is F. */
export function semiOctets(digits: string): Uint8Array {
  const nibble = (at: number): number => (at < digits.length ? Math.max(0, DIGITS.indexOf(digits[at] ?? '0')) : 0xf);
  return Uint8Array.from({ length: Math.ceil(digits.length / 2) }, (_, i) => nibble(2 * i) | (nibble(2 * i + 1) << 4));
}

/** The digits of swapped half bytes, up to `count`. */
export function digitsOf(bytes: Uint8Array, count: number): string {
  let digits = '';
  for (let i = 0; i < count; i += 1) {
    const byte = bytes[i >> 1] ?? 0xff;
    digits += DIGITS[i % 2 === 0 ? byte & 0xf : byte >> 4] ?? '';
  }
  return digits;
}

/** The address at `at` and where what follows begins; null when the bytes end before it does. */
export function decodeAddress(
  bytes: Uint8Array,
  at: number,
): { readonly address: string; readonly next: number } | null {
  const halves = bytes[at];
  const toa = bytes[at + 1];
  if (halves === undefined || toa === undefined || halves > MAX_DIGITS) return null;
  const next = at + 2 + Math.ceil(halves / 2);
  if (next > bytes.length) return null;
  const value = bytes.subarray(at + 2, next);
  if (((toa >> 4) & 7) === 5) {
    return { address: textOfSeptets(unpackSeptets(value, Math.floor((halves * 4) / 7))), next };
  }
  const digits = digitsOf(value, halves);
  return { address: ((toa >> 4) & 7) === 1 ? `+${digits}` : digits, next };
}
