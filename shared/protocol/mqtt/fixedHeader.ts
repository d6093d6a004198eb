/** The fixed header of a control packet: one byte type and flags, one to four bytes remaining length (MQTT 3.1.1, 2.2). */

/** `readPacketSize`: the header does not end within the bytes at hand. */
export const HEADER_INCOMPLETE = 0;
/** `readPacketSize`: a fourth length byte announces a fifth, which no version of MQTT has. */
export const LENGTH_TOO_LONG = -1;

/** The longest fixed header: type byte and four length bytes. */
export const MAX_FIXED_HEADER = 5;

/**
 * The size of the packet that begins at `start`, fixed header included, or HEADER_INCOMPLETE or LENGTH_TOO_LONG. Looks at
 * bytes before `end` only.
 */
export function readPacketSize(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  let weight = 1;
  for (let pos = start + 1; pos < end; pos += 1) {
    const byte = bytes[pos] ?? 0;
    value += (byte & 0x7f) * weight;
    if (byte < 0x80) return pos + 1 - start + value;
    if (pos - start === 4) return LENGTH_TOO_LONG;
    weight *= 128;
  }
  return HEADER_INCOMPLETE;
}

/** Control packet type 0 … 15 from the first byte of a packet. */
export const packetTypeOf = (firstByte: number): number => firstByte >> 4;
