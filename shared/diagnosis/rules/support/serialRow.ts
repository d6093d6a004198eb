import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, SerialEvent } from '../../types.ts';

/** The serial event with that seq. */
export function eventOf({ serial }: Capture, seq: number): SerialEvent | undefined {
  let low = 0;
  let high = serial.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((serial[middle]?.seq ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  const found = serial[low];
  return found?.seq === seq ? found : undefined;
}

/** The command was sent with its CR: the modem can act on it. */
export function isComplete(capture: Capture, { commandSeq, link, command }: Transaction): boolean {
  const first = eventOf(capture, commandSeq);
  if (first === undefined || first.row.dir !== 'tx') return first?.row.partial === false;
  if (first.row.bytes.includes(0x0d)) return true;
  // Typed in pieces: the CR is in one of the rows that follow.
  let length = first.text.length;
  for (const { row, seq, text } of capture.serial) {
    if (seq <= commandSeq || row.link !== link || row.dir !== 'tx') continue;
    if (length >= command.length && row.bytes[0] !== 0x0d) return false;
    length += text.length;
    if (row.bytes.includes(0x0d)) return length <= command.length;
  }
  return false;
}

/** Bytes as characters of the same numbers. */
export const latin1Text = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
