export type JsonToken = 'open' | 'close' | 'key' | 'value' | 'colon' | 'comma';

export interface JsonProblem {
  /** Index of the character that breaks it; the text's length when the text ends too early. */
  readonly at: number;
  /** What is wrong there, as the end of a sentence: `a value was expected, "}" was found`. */
  readonly words: string;
}

type Want = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or }' | ', or ]' | 'end';

const WANT_WORDS: Readonly<Record<Want, string>> = {
  value: 'a value',
  'value or ]': 'a value or "]"',
  key: 'a name in double quotes',
  'key or }': 'a name in double quotes or "}"',
  ':': '":"',
  ', or }': '"," or "}"',
  ', or ]': '"," or "]"',
  end: 'the end of the text',
};

/** What closes the innermost container where it may be closed. */
const CLOSERS: Readonly<Partial<Record<Want, string>>> = {
  'value or ]': ']',
  'key or }': '}',
  ', or }': '}',
  ', or ]': ']',
};

const BLANK = ' \t\r\n';
const LITERALS = ['true', 'false', 'null'] as const;

/**
 * Walks through JSON (RFC 8259) without reading its values, so that numbers keep their spelling and any depth is safe.
 * Each token is handed to `onToken`, which answers whether to go on. Gives the first problem, or null.
 */
export function scanJson(
  text: string,
  onToken: (token: JsonToken, start: number, end: number) => boolean,
): JsonProblem | null {
  const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
  /** Open containers, innermost last: their closing characters. */
  const open: ('}' | ']')[] = [];
  let want: Want = 'value';
  let at = 0;

  const afterValue = (): Want => {
    const inner = open.at(-1);
    return inner === undefined ? 'end' : inner === '}' ? ', or }' : ', or ]';
  };

  for (;;) {
    while (at < text.length && BLANK.includes(text.charAt(at))) at += 1;
    const char = text.charAt(at);
    if (char === '') return want === 'end' ? null : { at, words: `${WANT_WORDS[want]} was expected, the text ends` };
    const start = at;
    let token: JsonToken;

    if (want === ':' && char === ':') {
      token = 'colon';
      want = 'value';
      at += 1;
    } else if ((want === ', or }' || want === ', or ]') && char === ',') {
      token = 'comma';
      want = want === ', or }' ? 'key' : 'value';
      at += 1;
    } else if (char === CLOSERS[want]) {
      token = 'close';
      open.pop();
      want = afterValue();
      at += 1;
    } else if ((want === 'key' || want === 'key or }') && char === '"') {
      const end = stringEnd(text, at);
      if (typeof end !== 'number') return end;
      token = 'key';
      want = ':';
      at = end;
    } else if (want === 'value' || want === 'value or ]') {
      if (char === '{' || char === '[') {
        token = 'open';
        open.push(char === '{' ? '}' : ']');
        want = char === '{' ? 'key or }' : 'value or ]';
        at += 1;
      } else {
        const end = valueEnd(text, at, number);
        if (end === undefined) return unexpected(text, at, want);
        if (typeof end !== 'number') return end;
        token = 'value';
        at = end;
        want = afterValue();
      }
    } else {
      return unexpected(text, at, want);
    }
    if (!onToken(token, start, at)) return null;
  }
}

/** Behind the string, literal or number that begins at `at`; what is wrong inside; undefined when none begins there. */
function valueEnd(text: string, at: number, number: RegExp): number | JsonProblem | undefined {
  if (text.charAt(at) === '"') return stringEnd(text, at);
  const literal = LITERALS.find((word) => text.startsWith(word, at));
  if (literal !== undefined) return at + literal.length;
  number.lastIndex = at;
  return number.test(text) ? number.lastIndex : undefined;
}

function unexpected(text: string, at: number, want: Want): JsonProblem {
  const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return { at, words: `${WANT_WORDS[want]} was expected, ${shown(char)} was found` };
}

/** A character in words that can be printed. */
function shown(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  const printable = code > 0x20 && code !== 0x7f && code !== 0xfeff;
  return printable ? `"${char}"` : `the character U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Behind the closing quote, or what is wrong inside. */
function stringEnd(text: string, start: number): number | JsonProblem {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return { at, words: `${shown(text.charAt(at))} must be written as an escape inside a string` };
    if (code !== 0x5c) continue;
    const escaped = text.charAt(at + 1);
    if (escaped === 'u') {
      if (!/^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6))) return { at, words: '\\u takes four hex digits' };
      at += 5;
    } else if (escaped !== '' && '"\\/bfnrt'.includes(escaped)) {
      at += 1;
    } else if (escaped !== '') {
      return { at, words: `"\\${String.fromCodePoint(text.codePointAt(at + 1) ?? 0)}" is no escape of JSON` };
    }
  }
  return { at: text.length, words: 'the closing quote of a string was expected, the text ends' };
}

/** The problem as one sentence, with its line and column (both from 1). */
export function describeJsonProblem(text: string, { at, words }: JsonProblem): string {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  const column = at - before.lastIndexOf('\n');
  return `The JSON breaks at line ${line}, column ${column}: ${words}.`;
}
