import { plausibleLength } from './answerTables.ts';
import { PLUS } from './byteClass.ts';
import type { GluedAnswer } from './countedAnswers.ts';
import type { LineBuffer } from './lineBuffer.ts';

/** A header in front of data on the same line. */
export interface GluedHeader {
  readonly text: string;
  /** Index in the buffer behind the header: the first byte of data. */
  readonly end: number;
  readonly dataLength: number;
}

/** No header is longer (an MQTT topic has at most 1024 bytes, M3 16.3.2). */
const MAX_HEADER = 1200;

/**
 * Finds the header as soon as its end is certain. To be asked whenever bytes were `added`; the answer depends on nothing but
 * the bytes, so it does not matter in what pieces they came.
 */
export function findGluedHeader(
  buffer: LineBuffer,
  added: number,
  entries: readonly GluedAnswer[],
): GluedHeader | null {
  const { data, start, length } = buffer;
  if (data[start] !== PLUS || length - added - start >= MAX_HEADER) return null;
  for (const { prefix, header, width = 1 } of entries) {
    if (!startsWith(buffer, prefix)) continue;
    const match = header.exec(buffer.text(start, Math.min(length, start + MAX_HEADER)));
    const dataLength = match === null ? 0 : plausibleLength(Number(match[1]) * width);
    if (match !== null && dataLength > 0) return { text: match[0], end: start + match[0].length, dataLength };
  }
  return null;
}

function startsWith({ data, start, length }: LineBuffer, prefix: string): boolean {
  if (length - start <= prefix.length) return false;
  for (let i = 1; i < prefix.length; i += 1) if (data[start + i] !== prefix.charCodeAt(i)) return false;
  return true;
}
