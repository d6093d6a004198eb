import { HEADER_INCOMPLETE, LENGTH_TOO_LONG, readPacketSize } from '../../mqtt/fixedHeader.ts';

/** Protocol names with their length in front: MQTT 3.1.1 and 5.0 section 3.1.2.1, MQTT 3.1 section 3.1. */
const NAMES: readonly (readonly number[])[] = [
  [0, 4, 0x4d, 0x51, 0x54, 0x54],
  [0, 6, 0x4d, 0x51, 0x49, 0x73, 0x64, 0x70],
];
const CONNECT = 0x10;
/** Name, level, flags, keep alive and an empty client id. */
const MIN_REMAINING = 12;

/** Whether a stream begins with an MQTT CONNECT; `more`: not to be told from these bytes alone. */
export function connectStart(bytes: Uint8Array): 'yes' | 'no' | 'more' {
  if (bytes.length === 0) return 'more';
  if (bytes[0] !== CONNECT) return 'no';
  const size = readPacketSize(bytes, 0, bytes.length);
  if (size === HEADER_INCOMPLETE) return 'more';
  if (size === LENGTH_TOO_LONG) return 'no';
  let header = 1;
  while ((bytes[header] ?? 0) >= 0x80) header += 1;
  header += 1;
  if (size - header < MIN_REMAINING) return 'no';
  const fitting = NAMES.filter((name) => name.every((byte, i) => (bytes[header + i] ?? byte) === byte));
  if (fitting.length === 0) return 'no';
  return fitting.some((name) => bytes.length >= header + name.length) ? 'yes' : 'more';
}
