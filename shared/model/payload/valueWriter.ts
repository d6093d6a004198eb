/** Writes a decoded value in the diagnostic notation of RFC 8949 section 8, which is JSON with a few more forms. */
export interface ValueWriter {
  /** False: the limit is reached, what follows is not needed. */
  readonly open: boolean;
  scalar(text: string): void;
  /** `opening`: `{`, `[`, `0(`, `[_` … Everything up to `end` stands inside. */
  begin(opening: string): void;
  /** Between two items of a container, or before the first. */
  item(): void;
  /** Between a key and its value. */
  colon(): void;
  end(closing: string): void;
  text(): string;
}

/** Deeper levels are not indented further: a payload of nothing but arrays would grow with the square of its length. */
const DEEPEST_INDENT = 32;

/** `inline`: all on one line; else an item a line, two blanks a level. Stops near `maxChars`. */
export function createValueWriter(inline: boolean, maxChars: number): ValueWriter {
  const parts: string[] = [];
  /** Items so far of each container that is open. */
  const counts: number[] = [];
  let length = 0;
  const put = (part: string): void => {
    if (length >= maxChars) return;
    parts.push(part);
    length += part.length;
  };
  const newLine = (): void => put(`\n${'  '.repeat(Math.min(counts.length, DEEPEST_INDENT))}`);
  return {
    get open() {
      return length < maxChars;
    },
    scalar: put,
    begin(opening) {
      put(opening);
      counts.push(0);
    },
    item() {
      const count = counts.pop() ?? 0;
      counts.push(count + 1);
      if (count > 0) put(inline ? ', ' : ',');
      if (!inline) newLine();
    },
    colon: () => put(': '),
    end(closing) {
      const count = counts.pop() ?? 0;
      if (!inline && count > 0) newLine();
      put(closing);
    },
    text: () => parts.join(''),
  };
}

/** Bytes as `h'0102'`; of many the first, and how many there are. */
export function hexLiteral(bytes: Uint8Array): string {
  const shown = bytes.subarray(0, MAX_LITERAL);
  const hex = Array.from(shown, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return shown.length < bytes.length ? `h'${hex}…' / ${bytes.length} bytes /` : `h'${hex}'`;
}
const MAX_LITERAL = 4096;

/** A floating-point number so that it is told from an integer: `1.0`, `1.0e+300`, `-0.0`, `NaN`. */
export function floatLiteral(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value);
  if (/^-?\d+$/.test(text)) return `${text}.0`;
  return text.replace(/^(-?\d+)e/, '$1.0e');
}
