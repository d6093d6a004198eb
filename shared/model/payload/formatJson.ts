import { type JsonProblem, scanJson } from './scanJson.ts';

export interface FormattedJson {
  /** Laid out as far as it is JSON; the rest follows as it was typed. */
  readonly text: string;
  readonly problem: JsonProblem | null;
  /** Characters of the input the text stands for: less than its length when `maxChars` was reached. */
  readonly read: number;
}

/** Deeper levels are not indented further: a payload of brackets only would grow with the square of its length. */
const DEEPEST_INDENT = 32;

/**
 * Lays JSON out over lines, two blanks a level. Works on tokens, so `21.50` stays `21.50`, big integers keep every digit
 * and names keep their order and their doubles. Stops near `maxChars` of output.
 */
export function formatJson(input: string, maxChars: number): FormattedJson {
  const parts: string[] = [];
  let length = 0;
  let depth = 0;
  let read = 0;
  let justOpened = false;

  const put = (part: string): void => {
    parts.push(part);
    length += part.length;
  };
  const newLine = (): void => put(`\n${'  '.repeat(Math.min(depth, DEEPEST_INDENT))}`);

  const problem = scanJson(input, (token, start, end) => {
    if (length >= maxChars) return false;
    if (token === 'close') {
      depth -= 1;
      if (!justOpened) newLine();
    } else if (justOpened) {
      newLine();
    }
    justOpened = token === 'open';
    put(token === 'colon' ? ': ' : input.slice(start, end));
    if (token === 'open') depth += 1;
    if (token === 'comma') newLine();
    read = end;
    return true;
  });

  if (problem !== null) {
    const rest = input.slice(read, read + Math.max(0, maxChars - length));
    return { text: parts.join('') + rest, problem, read: read + rest.length };
  }
  const full = length < maxChars;
  return { text: parts.join(''), problem: null, read: full ? input.length : read };
}
