/** Where a field stands in a line: text[from … to). */
export interface FieldSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * The fields between commas from index `from` on, up to the `;` that ends the command or the end of the line; commas and
 * semicolons in quotes count as text. Blanks around a field are not part of it. At least one field, which may be empty.
 */
export function fieldSpans(text: string, from: number): readonly FieldSpan[] {
  const spans: FieldSpan[] = [];
  let quoted = false;
  let begin = from;
  for (let i = from; i <= text.length; i += 1) {
    const char = text[i];
    if (char === '"') quoted = !quoted;
    const ends = char === undefined || (!quoted && (char === ',' || char === ';'));
    if (!ends) continue;
    spans.push(trimmed(text, begin, i));
    if (char !== ',') break;
    begin = i + 1;
  }
  return spans;
}

function trimmed(text: string, begin: number, end: number): FieldSpan {
  let from = begin;
  let to = end;
  while (from < to && text[from] === ' ') from += 1;
  while (to > from && text[to - 1] === ' ') to -= 1;
  return { from, to };
}

/** Nothing but basic commands, which need no separator behind them (`ATE0+CSQ`, V.250 5.2.1). */
const BASIC_COMMANDS = /^[\sA-Z\d&]*$/;

/** Index behind `NAME=` of a command in a command line (`AT…`, chained with `;`), in any case; -1 when it is not there. */
export function findArguments(line: string, name: string): number {
  const wanted = `${name}=`.toUpperCase();
  const upper = line.toUpperCase();
  let begin = /^\s*AT/.exec(upper)?.[0].length ?? -1;
  if (begin < 0) return -1;
  let quoted = false;
  for (let i = begin; i < line.length; i += 1) {
    if (line[i] === '"') quoted = !quoted;
    if (quoted) continue;
    if (line[i] === ';') begin = i + 1;
    else if (upper.startsWith(wanted, i) && BASIC_COMMANDS.test(upper.slice(begin, i))) return i + wanted.length;
  }
  return -1;
}
