import { decodeUtf8, isUtf8 } from '../../base/utf8.ts';
import type { DecodedValue } from './byteReader.ts';
import { decodeCbor } from './decodeCbor.ts';
import { decodeMsgPack } from './decodeMsgPack.ts';
import { beginning, brokenByCut, MAX_VIEW_BYTES } from './payloadStart.ts';
import { scanJson } from './scanJson.ts';
import type { PayloadViewName } from './viewPayload.ts';

/** Control characters but tab, line feed and carriage return. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
const UNPRINTABLE = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/;

/**
 * The view that shows most at first sight: JSON objects and arrays as JSON, other text as text, whole CBOR or MessagePack maps
 * and arrays as such, the two, four or eight bytes of one number as numbers, the rest as hex.
 */
export function guessView(bytes: Uint8Array): PayloadViewName {
  const start = beginning(bytes);
  if (!isUtf8(start)) return guessBinary(bytes);
  const text = decodeUtf8(start);
  if (/^[ \t\r\n]*[[{]/.test(text)) {
    const problem = scanJson(text, () => true);
    if (problem === null || brokenByCut(problem.at, text, start.length < bytes.length)) return 'json';
  }
  return UNPRINTABLE.test(text) ? guessBinary(bytes) : 'text';
}

function guessBinary(bytes: Uint8Array): PayloadViewName {
  if (bytes.length <= MAX_VIEW_BYTES) {
    const cbor = decodeCbor(bytes);
    const msgPack = decodeMsgPack(bytes);
    const isCbor = isWhole(cbor, bytes);
    // Where both fit, that one whose value is a map: senders of readings name them.
    if (isWhole(msgPack, bytes) && !(isCbor && cbor.shape === 'map')) return 'msgpack';
    if (isCbor) return 'cbor';
  }
  return bytes.length === 2 || bytes.length === 4 || bytes.length === 8 ? 'numbers' : 'hex';
}

/** All bytes belong to one map or array that holds something: a lone number or text is any byte's luck. */
const isWhole = (value: DecodedValue, bytes: Uint8Array): boolean =>
  value.problem === '' && value.shape !== 'other' && value.read === bytes.length && bytes.length > 2;
