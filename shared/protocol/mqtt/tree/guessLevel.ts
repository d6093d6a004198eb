import { readPacket } from '../decode/readPacket.ts';
import { packetTypeOf, readPacketSize } from '../fixedHeader.ts';

const CONNECT = 1;
/** Packets looked at: later ones rarely tell more. */
const MOST_PACKETS = 200;

/**
 * The level at which packets without their CONNECT give fewer errors: 4 first, then 5. (3.1 differs from 3.1.1 in CONNECT
 * and refusals only.) Null when the input begins with CONNECT, which says it.
 */
export function guessLevel(bytes: Uint8Array): 4 | 5 | null {
  if (packetTypeOf(bytes[0] ?? 0) === CONNECT) return null;
  const errors = countErrors(bytes, 4);
  return errors > 0 && countErrors(bytes, 5) < errors ? 5 : 4;
}

function countErrors(bytes: Uint8Array, level: 4 | 5): number {
  let errors = 0;
  let at = 0;
  for (let packets = 0; packets < MOST_PACKETS && at < bytes.length; packets += 1) {
    const size = readPacketSize(bytes, at, bytes.length);
    const type = packetTypeOf(bytes[at] ?? 0);
    if (size <= 0 || type === 0 || type === CONNECT) break;
    const { summary } = readPacket(bytes.subarray(at, at + size), { level, from: null, recorder: null });
    errors += summary.problems.length;
    at += size;
  }
  return errors;
}
