import type { LineState } from '../session/modemSession.ts';

/** ATV0 (M1 17.1). */
const NUMERIC: Readonly<Record<string, number>> = {
  OK: 0,
  CONNECT: 1,
  RING: 2,
  'NO CARRIER': 3,
  ERROR: 4,
  'NO DIALTONE': 6,
  BUSY: 7,
  'NO ANSWER': 8,
};

/** A final result code as ATV and ATQ want it; '' when nothing is said. */
export function resultText(text: string, { verbose, quiet }: LineState): string {
  if (quiet) return '';
  if (verbose) return `\r\n${text}\r\n`;
  const word = text.startsWith('CONNECT ') && text !== 'CONNECT FAIL' ? 'CONNECT' : text;
  return `${NUMERIC[word] ?? text}\r`;
}

/** Information lines as ATV wants them; '' for none. */
export function informationText(lines: readonly string[], { verbose }: LineState): string {
  if (lines.length === 0) return '';
  return verbose ? `\r\n${lines.join('\r\n')}\r\n` : `${lines.join('\r\n')}\r\n`;
}
