import type { Row } from '#shared/model/row.ts';
import type { DecodedPacket } from '#shared/protocol/mqtt/tree/fieldNode.ts';
import { packetDocument } from '#shared/protocol/mqtt/tree/packetDocument.ts';
import { hexByte } from './hexCells.ts';

const C_BYTES_PER_LINE = 12;

/** `10 14 00 04`. */
export const asHex = (bytes: Uint8Array): string => Array.from(bytes, hexByte).join(' ');

/** A C array to paste into firmware. `title`: for the comment above. */
export function asCArray(bytes: Uint8Array, title: string): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += C_BYTES_PER_LINE) {
    const line = bytes.subarray(at, at + C_BYTES_PER_LINE);
    lines.push(`  ${Array.from(line, (byte) => `0x${hexByte(byte)}`).join(', ')},`);
  }
  const comment = `/* ${title.replaceAll('*/', '* /')}, ${bytes.length} bytes */`;
  return `${comment}\nstatic const uint8_t data[${bytes.length}] = {\n${lines.join('\n')}\n};\n`;
}

/** The decoded packet; of other rows what the log holds. */
export function asJson(row: Row, packet: DecodedPacket | null): string {
  const { seq, t, lane, kind, dir, text } = row;
  const facts = { seq, t, lane, kind, dir, text, bytes: asHex(row.bytes) };
  return `${JSON.stringify(packet === null ? facts : packetDocument(packet), null, 2)}\n`;
}
