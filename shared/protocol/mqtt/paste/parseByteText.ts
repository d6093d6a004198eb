import { err, ok, type Result } from '../../../base/result.ts';
import { parseHex } from '../../../model/payload/parseHex.ts';
import { parseByteDump } from './parseByteDump.ts';
import { parseByteEscapes } from './parseByteEscapes.ts';

/**
 * Bytes as people write and tools print them: `10 14 00`, `101400`, `0x10, 0x14`, `10:14:00`, a C array with or without its
 * declaration, `\x10\x14MQTT`, and the dumps of xxd, hexdump -C and Wireshark.
 */
export function parseByteText(text: string): Result<Uint8Array, 'empty' | 'bad-hex'> {
  const trimmed = text.replace(/^\ufeff/, '').trim();
  const dump = parseByteDump(trimmed);
  if (dump !== null) return ok(dump);
  const bytes = trimmed.includes('\\') ? parseByteEscapes(trimmed) : parseHex(plainDigits(trimmed));
  if (bytes.ok && bytes.value.length === 0) return err('empty', 'There are no bytes in it.');
  return bytes;
}

/** What stands between the braces of an array, without comments, casts and quotes; 0x5 is 0x05. */
function plainDigits(text: string): string {
  const open = text.indexOf('{');
  const close = text.lastIndexOf('}');
  const body = open >= 0 && close > open ? text.slice(open + 1, close) : text;
  return body
    .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ' ')
    .replaceAll(/\(\s*(?:unsigned\s+)?(?:byte|char|uint8_t)\s*\)/g, ' ')
    .replaceAll(/\b0x([0-9a-f])\b/gi, '0x0$1')
    .replace(/^\[([\s\S]*)\]$/, '$1')
    .replace(/^(["'])([\s\S]*)\1$/, '$2');
}
