import type { AtlogRecord } from '../../model/atlog.ts';
import { pastedRecords } from './paste/pastedRecords.ts';
import { readPastedLines } from './paste/readPastedLines.ts';

export interface PastedCapture {
  readonly records: readonly AtlogRecord[];
  /** False: the times only keep the order. */
  readonly timed: boolean;
}

/**
 * A dialogue as copied from a terminal, a log or a message: with or without times, directions, dumps in hex and visible
 * control characters. Never fails: what cannot be told is taken as said by the modem.
 */
export function parsePastedText(text: string): PastedCapture {
  const { lines, timed } = readPastedLines(text);
  return { records: pastedRecords(lines, timed), timed };
}
