/** The longest packet: four length bytes of seven bits (MQTT 3.1.1, 2.2.3). */
export const MAX_REMAINING_LENGTH = 268_435_455;
/** A counted string or block: its length has two bytes (1.5.3). */
const MAX_COUNTED = 65_535;

/** A packet from its first byte and the parts that follow the fixed header. Throws RangeError when it would be too long. */
export function writePacket(firstByte: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  if (length > MAX_REMAINING_LENGTH) throw new RangeError('an MQTT packet is too long');
  const header = [firstByte];
  let rest = length;
  do {
    header.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
    rest >>= 7;
  } while (rest > 0);
  const bytes = new Uint8Array(header.length + length);
  bytes.set(header);
  let at = header.length;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** A number in two bytes, the high one first. */
export const uint16 = (value: number): Uint8Array => Uint8Array.of((value >> 8) & 0xff, value & 0xff);

/** Bytes behind their two-byte length. Throws RangeError when there are more than 65,535. */
export function counted(data: Uint8Array): Uint8Array {
  if (data.length > MAX_COUNTED) throw new RangeError('a string of an MQTT packet is too long');
  const bytes = new Uint8Array(2 + data.length);
  bytes.set(uint16(data.length));
  bytes.set(data, 2);
  return bytes;
}
