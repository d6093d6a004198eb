import { resample } from '../protocol/at/uartResample.ts';

/** What two UARTs may differ by and still understand each other. */
const TOLERANCE = 0.03;

/**
 * What a UART at `readBaud` reads of bytes sent at `sentBaud`: the same bytes when the speeds agree or one of them (0) follows
 * the other, else what the levels on the wire look like to it.
 */
export function overUart(bytes: Uint8Array, sentBaud: number, readBaud: number): Uint8Array {
  const same = sentBaud === 0 || readBaud === 0 || Math.abs(sentBaud / readBaud - 1) <= TOLERANCE;
  return same ? bytes : resample(bytes, { sentBaud, readBaud });
}
