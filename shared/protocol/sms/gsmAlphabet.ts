/** The GSM 7 bit default alphabet by septet (3GPP TS 23.038 6.2.1); 0x1B leads to the extension. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ' +
  ' !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§' +
  '¿abcdefghijklmnopqrstuvwxyzäöñüà';

/** 3GPP TS 23.038 6.2.1.1. */
const EXTENSION: ReadonlyMap<number, string> = new Map([
  [0x0a, '\f'],
  [0x14, '^'],
  [0x28, '{'],
  [0x29, '}'],
  [0x2f, '\\'],
  [0x3c, '['],
  [0x3d, '~'],
  [0x3e, ']'],
  [0x40, '|'],
  [0x65, '€'],
]);

const ESCAPE = 0x1b;
const SEPTETS: ReadonlyMap<string, readonly number[]> = new Map<string, readonly number[]>([
  ...[...BASIC].map((char, septet) => [char, [septet]] as const),
  ...[...EXTENSION].map(([septet, char]) => [char, [ESCAPE, septet]] as const),
]);

/** The septets of a text; null when a character is in neither table. */
export function septetsOf(text: string): readonly number[] | null {
  const septets: number[] = [];
  for (const char of text) {
    const own = char === '\u001b' ? undefined : SEPTETS.get(char);
    if (own === undefined) return null;
    septets.push(...own);
  }
  return septets;
}

/** What septets say. An unknown extension is shown as the character of the basic table, as the specification asks. */
export function textOfSeptets(septets: readonly number[]): string {
  let text = '';
  for (let at = 0; at < septets.length; at += 1) {
    const septet = septets[at] ?? 0;
    if (septet !== ESCAPE) {
      text += BASIC[septet & 0x7f] ?? '';
      continue;
    }
    at += 1;
    const next = septets[at];
    if (next !== undefined) text += EXTENSION.get(next) ?? BASIC[next & 0x7f] ?? '';
  }
  return text;
}

/** Seven bits each, low bits first, behind `fill` empty bits (3GPP TS 23.038 6.1.2.1.1). */
export function packSeptets(septets: readonly number[], fill = 0): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((fill + septets.length * 7) / 8));
  for (const [index, septet] of septets.entries()) {
    const bit = fill + index * 7;
    const at = bit >> 3;
    const shifted = (septet & 0x7f) << (bit & 7);
    bytes[at] = (bytes[at] ?? 0) | (shifted & 0xff);
    if (shifted > 0xff) bytes[at + 1] = (bytes[at + 1] ?? 0) | (shifted >> 8);
  }
  return bytes;
}

/** `count` septets behind `fill` bits; missing bytes count as zeros. */
export function unpackSeptets(bytes: Uint8Array, count: number, fill = 0): readonly number[] {
  return Array.from({ length: count }, (_, index) => {
    const bit = fill + index * 7;
    const at = bit >> 3;
    const two = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
    return (two >> (bit & 7)) & 0x7f;
  });
}
