import { encodeUtf8 } from '../../../base/utf8.ts';

/** How terminals and loggers show characters that have no shape. */
const NAMED: Readonly<Record<string, string>> = {
  cr: '\r',
  lf: '\n',
  nl: '\n',
  crlf: '\r\n',
  sub: '\x1a',
  'ctrl-z': '\x1a',
  'ctrl+z': '\x1a',
  esc: '\x1b',
  nul: '\0',
  tab: '\t',
};
const ESCAPED: Readonly<Record<string, string>> = { r: '\r', n: '\n', t: '\t', '0': '\0', '\\': '\\' };
const PICTURES: Readonly<Record<string, string>> = { '␍': '\r', '␊': '\n', '␚': '\x1a', '␛': '\x1b', '␀': '\0' };

const SHOWN =
  /[<[{](cr|lf|nl|crlf|sub|ctrl[-+]z|esc|nul|tab)[>\]}]|<(?:0x)?([0-9a-f]{2})h?>|\\x([0-9a-f]{2})|\\([rnt0\\])|([␍␊␚␛␀])/gi;

/**
 * The bytes of text, one character for each. Text is UTF-8; what a terminal made of noise is not: its U+FFFD was some byte
 * that is no text, and characters up to U+00FF were one byte each.
 */
export function byteString(text: string): string {
  const odd = text.match(/[\x80-\xff\ufffd]/g)?.length ?? 0;
  const noise = text.includes('\ufffd') || odd * 3 > text.length;
  let bytes = '';
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x80 || (noise && code <= 0xff)) bytes += char;
    else if (noise && code === 0xfffd) bytes += '\xff';
    else bytes += String.fromCharCode(...encodeUtf8(char));
  }
  return bytes;
}

/**
 * The bytes of text, one character for each, with those put back that are shown as `<CR>`, `[LF]`, `\r\n`, `\x1a`, `<0D>`
 * or `␍`.
 */
export function controlsBack(text: string): string {
  let bytes = '';
  let done = 0;
  for (const match of text.matchAll(SHOWN)) {
    bytes += byteString(text.slice(done, match.index)) + shown(match);
    done = match.index + match[0].length;
  }
  return bytes + byteString(text.slice(done));
}

function shown([whole, name, hex, escapedHex, letter, sign]: RegExpMatchArray): string {
  const code = hex ?? escapedHex;
  if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
  if (letter !== undefined) return ESCAPED[letter] ?? whole;
  return PICTURES[sign ?? ''] ?? whole;
}
