/** Bytes for tests, as they are written in a specification or seen in a dump. */

export const hex = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/[0-9a-f]{2}/gi) ?? [], (pair) => Number.parseInt(pair, 16));

export const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

export const concat = (parts: readonly (Uint8Array | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

/** Remaining length as it is encoded (3.1.1 section 2.2.3). */
export function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push((rest % 128) | (rest >= 128 ? 0x80 : 0));
    rest = Math.floor(rest / 128);
  } while (rest > 0);
  return bytes;
}

/** Cuts a stream at the given places (taken modulo its length). */
export function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const edges = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...edges].map((start, i) => bytes.slice(start, edges[i] ?? bytes.length));
}

/** A 3.1.1 PUBLISH at QoS 0 to topic `t` with `length` payload bytes. */
export function publishOf(length: number): Uint8Array {
  return concat([[0x30], varint(length + 3), [0, 1, 0x74], new Uint8Array(length).fill(0x61)]);
}

/** CONNECT bench-01, 3.1.1, clean session, keep alive 60 s. */
export const CONNECT = hex('10 14 00 04 4d 51 54 54 04 02 00 3c 00 08 62 65 6e 63 68 2d 30 31');
/** PUBLISH bench/t1, QoS 1, id 7, payload 215. */
export const PUBLISH = hex('32 0f 00 08 62 65 6e 63 68 2f 74 31 00 07 32 31 35');
export const PINGREQ = hex('c0 00');
