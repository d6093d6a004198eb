import { decodeUtf8, isUtf8, withoutCutCharacter } from '../../../base/utf8.ts';
import { payloadPreview } from '../payloadPreview.ts';

/** Characters of a value shown in a field. */
const MAX_PREVIEW = 200;
/** Characters of a text shown in a field; a topic name may be 65,535 bytes long. */
const MAX_TEXT = 1000;
/** Bytes of data whose value is given. */
const MAX_DATA = 65_536;

export const clip = (text: string): string => (text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text);

export const countBytes = (count: number): string => `${count} ${count === 1 ? 'byte' : 'bytes'}`;

export const describeBytes = (data: Uint8Array): string =>
  data.length === 0 ? 'empty' : `${countBytes(data.length)}: ${payloadPreview(data, MAX_PREVIEW)}`;

/** For passwords and authentication data: how long, never what. */
export const describeSecret = (data: Uint8Array): string => `${countBytes(data.length)}, not shown`;

/** Data as text when it is readable text, else in hex. */
export function dataValue(data: Uint8Array): string {
  const whole = data.length <= MAX_DATA;
  const shown = whole ? data : withoutCutCharacter(data.subarray(0, MAX_DATA));
  const text = isReadable(shown) ? decodeUtf8(shown) : hexOf(shown);
  return whole ? text : `${text}…`;
}

/** UTF-8 with no control characters but tab, LF and CR. */
function isReadable(data: Uint8Array): boolean {
  for (const byte of data) if ((byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13) || byte === 0x7f) return false;
  return isUtf8(data);
}

function hexOf(data: Uint8Array): string {
  const pairs: string[] = [];
  for (const byte of data) pairs.push(byte.toString(16).padStart(2, '0'));
  return pairs.join(' ');
}
