import { err, ok, type Result } from '../../../base/result.ts';
import { encodeUtf8 } from '../../../base/utf8.ts';

const ESCAPES: ReadonlyMap<string, number> = new Map([
  ['n', 0x0a],
  ['r', 0x0d],
  ['t', 0x09],
  ['0', 0x00],
  ['a', 0x07],
  ['b', 0x08],
  ['e', 0x1b],
  ['f', 0x0c],
  ['v', 0x0b],
  ['\\', 0x5c],
  ['"', 0x22],
  ["'", 0x27],
]);
/** An escape, or text up to the next. */
const TOKEN = /\\x([0-9a-f]{1,2})|\\([\s\S])|([^\\]+)|\\$/giy;
const ONLY_BYTES = /^(?:\\x[0-9a-f]{1,2}|[\s,])*$/i;

/** A C, Python or shell string: `\x10\x14MQTT`, with or without its quotes. Nothing but `\xHH` may have blanks between. */
export function parseByteEscapes(text: string): Result<Uint8Array, 'bad-hex'> {
  const unquoted = /^(?:b|\$)?(["'])([\s\S]*)\1;?$/.exec(text)?.[2] ?? text;
  const body = ONLY_BYTES.test(unquoted) ? unquoted.replaceAll(/[\s,]/g, '') : unquoted;
  const parts: Uint8Array[] = [];
  for (const [token, hex, letter, plain] of body.matchAll(TOKEN)) {
    if (hex !== undefined) parts.push(Uint8Array.of(Number.parseInt(hex, 16)));
    else if (plain !== undefined) parts.push(encodeUtf8(plain));
    else {
      const byte = ESCAPES.get(letter ?? '');
      if (byte === undefined) return err('bad-hex', `"${token}" is no escape sequence: write \\x and two hex digits.`);
      parts.push(Uint8Array.of(byte));
    }
  }
  return ok(joined(parts));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
