export interface HexRow {
  /** Of the row's first byte. */
  readonly offset: number;
  /** `7B 22 74 22 3A 32 31 2E  35 30 7D`: a wider gap in the middle, no padding at the end. */
  readonly hex: string;
  /** One character a byte; `.` for what is not printable ASCII. */
  readonly ascii: string;
}

export const HEX_ROW_BYTES = 16;

/** A hex dump, 16 bytes a row. `first` is the offset written at the first row. */
export function hexRows(bytes: Uint8Array, first = 0): readonly HexRow[] {
  const rows: HexRow[] = [];
  for (let start = 0; start < bytes.length; start += HEX_ROW_BYTES) {
    let hex = '';
    let ascii = '';
    const end = Math.min(start + HEX_ROW_BYTES, bytes.length);
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (at > start) hex += at - start === HEX_ROW_BYTES / 2 ? '  ' : ' ';
      hex += byte.toString(16).toUpperCase().padStart(2, '0');
      ascii += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.';
    }
    rows.push({ offset: first + start, hex, ascii });
  }
  return rows;
}
