/** One line of a hex dump: its offset and its bytes. */
export interface HexLine {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

export const BYTES_PER_LINE = 16;

/** Cuts bytes into lines, at most `maxBytes` of them. */
export function hexLines(bytes: Uint8Array, maxBytes: number): readonly HexLine[] {
  const shown = Math.min(bytes.length, maxBytes);
  const lines: HexLine[] = [];
  for (let offset = 0; offset < shown; offset += BYTES_PER_LINE) {
    lines.push({ offset, bytes: bytes.subarray(offset, Math.min(offset + BYTES_PER_LINE, shown)) });
  }
  return lines;
}

/** Two hex digits. */
export const hexByte = (byte: number): string => byte.toString(16).padStart(2, '0');

/** The byte as a character of the ASCII column; `·` when it is none. */
export const asciiByte = (byte: number): string => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·');

/** Where a key leads from byte `at` (null: none yet) of `count`; null for keys that lead nowhere. */
export function byteMove(key: string, at: number | null, count: number): number | null {
  const step = STEPS[key];
  if (count === 0 || (step === undefined && key !== 'Home' && key !== 'End')) return null;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (at === null) return 0;
  const next = at + (step ?? 0);
  return next < 0 || next >= count ? at : next;
}
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -BYTES_PER_LINE,
  ArrowDown: BYTES_PER_LINE,
  PageUp: -4 * BYTES_PER_LINE,
  PageDown: 4 * BYTES_PER_LINE,
};
