import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, SerialEvent } from '../../types.ts';

/** Index of the first serial event with that seq or a later one. */
export function indexFrom({ serial }: Capture, seq: number): number {
  let low = 0;
  let high = serial.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((serial[middle]?.seq ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The serial event with that seq. */
export function eventOf(capture: Capture, seq: number): SerialEvent | undefined {
  const found = capture.serial[indexFrom(capture, seq)];
  return found?.seq === seq ? found : undefined;
}

/** What the host sent next on the link. */
export function nextSent(capture: Capture, { seq, link }: SerialEvent): SerialEvent | undefined {
  for (let i = indexFrom(capture, seq + 1); i < capture.serial.length; i += 1) {
    const event = capture.serial[i];
    if (event?.link === link && event.row.dir === 'tx') return event;
  }
  return undefined;
}

/** The command was sent with its CR: the modem can act on it. */
export function isComplete(capture: Capture, { commandSeq, command }: Transaction): boolean {
  const first = eventOf(capture, commandSeq);
  if (first === undefined || first.row.dir !== 'tx') return first?.row.partial === false;
  if (first.row.bytes.includes(0x0d)) return true;
  // Typed in pieces: the CR is in one of the rows that follow.
  let length = first.text.length;
  for (let next = nextSent(capture, first); next !== undefined; next = nextSent(capture, next)) {
    if (length >= command.length && next.row.bytes[0] !== 0x0d) return false;
    length += next.text.length;
    if (next.row.bytes.includes(0x0d)) return length <= command.length;
  }
  return false;
}

/** The lines of an answer and its OK come within this time of each other, in microseconds. */
const SAME_ANSWER = 50_000;

/** An OK comes right behind the line: it answers a query. */
export function endsAnswer(capture: Capture, { seq, link, row }: SerialEvent): boolean {
  for (let i = indexFrom(capture, seq + 1); i < capture.serial.length; i += 1) {
    const next = capture.serial[i];
    if (next?.link === link && next.row.dir === 'rx') return next.text === 'OK' && next.t - row.tLast <= SAME_ANSWER;
  }
  return false;
}

/** Bytes as characters of the same numbers. */
export const latin1Text = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
