import { describe, expect, it } from 'vitest';
import { hexRows } from './hexRows.ts';

describe('hexRows', () => {
  it('has no rows for no bytes', () => {
    expect(hexRows(new Uint8Array())).toEqual([]);
  });

  it('writes sixteen bytes a row, with what is printable beside them', () => {
    const bytes = Uint8Array.from([
      ...new TextEncoder().encode('{"t":21.5}'),
      0x00,
      0x7f,
      0x80,
      0xff,
      0x20,
      0x7e,
      0x41,
    ]);
    expect(hexRows(bytes, 0x20)).toEqual([
      { offset: 0x20, hex: '7B 22 74 22 3A 32 31 2E  35 7D 00 7F 80 FF 20 7E', ascii: '{"t":21.5}.... ~' },
      { offset: 0x30, hex: '41', ascii: 'A' },
    ]);
  });
});
