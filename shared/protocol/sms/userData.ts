import { err, ok, type Result } from '../../base/result.ts';
import { packSeptets, septetsOf, textOfSeptets, unpackSeptets } from './gsmAlphabet.ts';

export type SmsCoding = 'gsm7' | '8bit' | 'ucs2';

/** TP-UD with its TP-UDL: septets of 7 bit text, else bytes. */
export interface UserData {
  readonly length: number;
  readonly bytes: Uint8Array;
}

/** Bytes of user data in one message (3GPP TS 23.040 9.2.3.24). */
const MAX_BYTES = 140;
const MAX_SEPTETS = 160;

/** How the text of a message is coded, by TP-DCS (3GPP TS 23.038 4). Reserved codings are read as 7 bit. */
export function codingOf(dcs: number): SmsCoding {
  const group = dcs >> 4;
  // 1111: class meaning, one bit of coding. 1110: message waiting in UCS2. Up to 0111: general coding.
  if (group === 0xf) return (dcs & 0x04) === 0 ? 'gsm7' : '8bit';
  if (group === 0xe) return 'ucs2';
  if (group > 0x7) return 'gsm7';
  const alphabet = (dcs >> 2) & 3;
  return alphabet === 1 ? '8bit' : alphabet === 2 ? 'ucs2' : 'gsm7';
}

/** A text as user data. What 7 bit text cannot say becomes `?`; 8 bit data takes the low bytes. */
export function encodeText(text: string, coding: SmsCoding): Result<UserData, 'too-long'> {
  if (coding !== 'gsm7') {
    const wide = coding === 'ucs2' ? 2 : 1;
    const bytes = new Uint8Array(text.length * wide);
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      if (wide === 2) bytes[2 * i] = code >> 8;
      bytes[wide * i + wide - 1] = code & 0xff;
    }
    return encodeBytes(bytes);
  }
  const septets = [...text].flatMap((char) => septetsOf(char) ?? septetsOf('?') ?? []);
  return encodeSeptets(septets);
}

export function encodeSeptets(septets: readonly number[]): Result<UserData, 'too-long'> {
  if (septets.length > MAX_SEPTETS) return err('too-long', 'A message holds 160 characters of 7 bit text.');
  return ok({ length: septets.length, bytes: packSeptets(septets) });
}

export function encodeBytes(bytes: Uint8Array): Result<UserData, 'too-long'> {
  if (bytes.length > MAX_BYTES) return err('too-long', 'A message holds 140 bytes, 70 characters of UCS2.');
  return ok({ length: bytes.length, bytes });
}

/** Bytes of TP-UD, by its length and coding. */
export const userDataBytes = (length: number, coding: SmsCoding): number =>
  coding === 'gsm7' ? Math.ceil((length * 7) / 8) : length;

/** The text behind the header that `withHeader` says is there: as septets (7 bit), or as bytes. */
function content({ length, bytes }: UserData, coding: SmsCoding, withHeader: boolean): readonly number[] {
  const header = withHeader ? 1 + (bytes[0] ?? 0) : 0;
  if (coding !== 'gsm7') return [...bytes.subarray(Math.min(header, bytes.length))];
  const before = Math.ceil((header * 8) / 7);
  return unpackSeptets(bytes, length).slice(before);
}

/** What the user data says, as characters; of 8 bit data one a byte. */
export function decodeText(data: UserData, coding: SmsCoding, withHeader: boolean): string {
  const units = content(data, coding, withHeader);
  if (coding === 'gsm7') return textOfSeptets(units);
  if (coding === '8bit') return String.fromCharCode(...units);
  let text = '';
  for (let i = 0; i + 1 < units.length; i += 2)
    text += String.fromCharCode(((units[i] ?? 0) << 8) | (units[i + 1] ?? 0));
  return text;
}

/** The septets of 7 bit text, for a host that speaks the GSM alphabet itself. */
export const decodeSeptets = (data: UserData, withHeader: boolean): readonly number[] =>
  content(data, 'gsm7', withHeader);
