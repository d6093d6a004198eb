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
