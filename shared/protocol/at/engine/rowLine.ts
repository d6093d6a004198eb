import { answerName } from '../answerName.ts';
import { answerFieldsOf } from '../dictionary/answerLine.ts';

const isBlank = (byte: number | undefined): boolean => byte === 0x0d || byte === 0x0a || byte === 0x20;

/** The text of a row's bytes as Latin-1, without the line ends and spaces around it. */
export function rowText(bytes: Uint8Array): string {
  let from = 0;
  let to = bytes.length;
  while (to > 0 && isBlank(bytes[to - 1])) to -= 1;
  while (from < to && isBlank(bytes[from])) from += 1;
  return latin1Text(bytes, from, to);
}

/** bytes[from … to) as one character each. */
export function latin1Text(bytes: Uint8Array, from = 0, to = bytes.length): string {
  let text = '';
  // In steps, because a call takes only so many arguments.
  for (let at = from; at < to; at += 8192) {
    const step = bytes.subarray(at, Math.min(to, at + 8192));
    text += String.fromCharCode.apply(null, step as unknown as number[]);
  }
  return text;
}

/** A line of the modem, parted. */
export interface ModemLine {
  readonly text: string;
  /** `+CREG` of `+CREG: 1`; '' when the line has none (`OK`, an IMEI). */
  readonly name: string;
  /** Behind the name, without quotes. */
  readonly fields: readonly string[];
}

export function modemLine(text: string): ModemLine {
  const name = answerName(text);
  return { text, name, fields: name === '' ? [] : answerFieldsOf(text, name) };
}
