import { latin1Bytes, latin1Text } from '../../../base/latin1.ts';
import { err, type Result } from '../../../base/result.ts';
import { toaOf } from '../../../protocol/sms/address.ts';
import { decodeTpdu, HAS_HEADER, hexBytes, hexText, type Tpdu } from '../../../protocol/sms/tpdu.ts';
import {
  codingOf,
  decodeSeptets,
  decodeText,
  encodeBytes,
  encodeSeptets,
  encodeText,
  type UserData,
} from '../../../protocol/sms/userData.ts';
import type { MessageState, StoredMessage } from './messageStore.ts';

/** AT+CSCS: how characters go over the line. */
export type Charset = 'IRA' | 'GSM' | 'UCS2';

export const STATE_WORDS = ['REC UNREAD', 'REC READ', 'STO UNSENT', 'STO SENT'] as const;

/** A text as the character set of the line has it: what ASCII has not is `?`. */
export function shownText(text: string, charset: Charset): string {
  if (charset !== 'UCS2') return text.replace(/[^\n\r\x20-\x7e]/g, '?');
  const wide = encodeWide(text);
  return hexText(wide);
}

/** A text typed in the character set of the line; null when the digits of UCS2 are none. */
export function typedText(typed: string, charset: Charset): string | null {
  if (charset !== 'UCS2') return typed;
  const bytes = hexBytes(typed);
  if (bytes === null || bytes.length % 2 === 1) return null;
  return decodeText({ length: bytes.length, bytes }, 'ucs2', false);
}

/** What a message says, for a host in text mode: 8 bit data and UCS2 are hexadecimal (3GPP TS 27.005 3.1, <data>). */
export function shownBody({ dcs, firstOctet, data }: Tpdu, charset: Charset): string {
  const coding = codingOf(dcs);
  const withHeader = (firstOctet & HAS_HEADER) !== 0;
  if (coding !== 'gsm7')
    return hexText(latin1Bytes(coding === '8bit' ? decodeText(data, coding, withHeader) : wideText(data, withHeader)));
  if (charset === 'GSM') return latin1Text(Uint8Array.from(decodeSeptets(data, withHeader)));
  return shownText(decodeText(data, coding, withHeader), charset);
}

/** What the host typed at the prompt in text mode, as user data. */
export function typedBody(
  bytes: Uint8Array,
  dcs: number,
  charset: Charset,
): Result<UserData, 'too-long' | 'not-hexadecimal'> {
  const typed = latin1Text(bytes);
  const coding = codingOf(dcs);
  if (coding !== 'gsm7') {
    const data = hexBytes(typed.trim());
    return data === null
      ? err('not-hexadecimal', 'With this coding (AT+CSMP) the text is hexadecimal digits.')
      : encodeBytes(data);
  }
  if (charset === 'GSM') return encodeSeptets([...bytes].map((byte) => byte & 0x7f));
  const text = typedText(typed, charset);
  return text === null
    ? err('not-hexadecimal', 'With AT+CSCS="UCS2" the text is hexadecimal digits.')
    : encodeText(text, coding);
}

export interface HeaderStyle {
  readonly charset: Charset;
  /** AT+CSDH=1. */
  readonly details: boolean;
  /** The service centre that is set. */
  readonly centre: string;
}

/** The header of a message in text mode, without state: number, name, time and, if wanted, the details. */
export function headerText(tpdu: Tpdu, { charset, details, centre }: HeaderStyle, through = ''): string {
  const address = shownText(tpdu.address, charset);
  const party = `"${address}","",${tpdu.type === 'deliver' ? `"${tpdu.time}"` : '""'}`;
  if (!details) return party;
  const sca = through === '' ? centre : through;
  const validity = tpdu.type === 'submit' ? [tpdu.validity.length === 1 ? String(tpdu.validity[0]) : ''] : [];
  const numbers = [toaOf(tpdu.address), tpdu.firstOctet, tpdu.pid, tpdu.dcs, ...validity];
  return `${party},${numbers.join(',')},"${shownText(sca, charset)}",${toaOf(sca)},${tpdu.data.length}`;
}

/** The TPDU of a stored message. What the store holds was read before it was put there. */
export function tpduOf({ tpdu, state }: StoredMessage): Result<Tpdu, 'malformed'> {
  return decodeTpdu(tpdu, isReceived(state) ? 'deliver' : 'submit');
}

export const isReceived = (state: MessageState): boolean => state < 2;

const encodeWide = (text: string): Uint8Array =>
  Uint8Array.from({ length: 2 * text.length }, (_, i) => {
    const code = text.charCodeAt(i >> 1);
    return i % 2 === 0 ? code >> 8 : code & 0xff;
  });

/** The bytes of UCS2 data, one a character. */
const wideText = (data: UserData, withHeader: boolean): string =>
  latin1Text(encodeWide(decodeText(data, 'ucs2', withHeader)));
