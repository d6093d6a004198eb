import { utf8CodePoint, utf8SequenceLength } from '../../base/utf8.ts';

const ESCAPES: ReadonlyMap<number, string> = new Map([
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
  [0x1b, '\\e'],
]);

/**
 * The start of a payload for one line of a list: text with its control characters visible (`\n`, `\x07`), or hex when it is
 * no text. At most about `max` characters; `…` at the end when there is more.
 */
export function payloadPreview(bytes: Uint8Array, max: number): string {
  return textPreview(bytes, max) ?? hexPreview(bytes, max);
}

/** Undefined when the part looked at is not UTF-8 text, or mostly control characters. */
function textPreview(bytes: Uint8Array, max: number): string | undefined {
  let text = '';
  let controls = 0;
  let at = 0;
  let count = 0;
  for (; at < bytes.length && text.length < max; count += 1) {
    const length = utf8SequenceLength(bytes, at);
    if (length === 0) return undefined;
    const code = utf8CodePoint(bytes, at, length);
    if (isControl(code)) {
      if (!ESCAPES.has(code)) controls += 1;
      text += escapeControl(code);
    } else {
      text += String.fromCodePoint(code);
    }
    at += length;
  }
  if (controls * 4 > count) return undefined;
  return at < bytes.length ? `${text}…` : text;
}

const escapeControl = (code: number): string => ESCAPES.get(code) ?? `\\x${code.toString(16).padStart(2, '0')}`;
const isControl = (code: number): boolean => code < 0x20 || (code >= 0x7f && code < 0xa0);

function hexPreview(bytes: Uint8Array, max: number): string {
  const shown = Math.min(bytes.length, Math.max(1, Math.floor((max + 1) / 3)));
  let text = '';
  for (let i = 0; i < shown; i += 1) {
    text += (i === 0 ? '' : ' ') + (bytes[i] ?? 0).toString(16).padStart(2, '0');
  }
  return shown < bytes.length ? `${text}…` : text;
}

/** Text from a packet for one line: control characters visible, nothing else changed. */
export function visibleText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (char) => escapeControl(char.charCodeAt(0)));
}
