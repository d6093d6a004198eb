/** One command of a command line. `form` by the character after the name (3GPP TS 27.007 4). */
export interface AtCommand {
  /** In capitals: `+CREG`, `&V`, `E`, `S0`, `D`. */
  readonly name: string;
  readonly form: 'execute' | 'set' | 'read' | 'test';
  /** Of a set command, without the quotes; a basic command's digits; a dial string as it is. */
  readonly args: readonly string[];
  /** The same as they were typed, with their quotes. */
  readonly typed: readonly string[];
}

/** A SIM7600 takes at most 39 chained commands (M3 1.4.4); what is behind them is not looked at. */
const MAX_COMMANDS = 40;

/** The commands of a line such as `ATE0V1+CSQ;+CREG?` in order; none when it does not begin with AT. Never throws. */
export function parseCommandLine(line: string): readonly AtCommand[] {
  if (!/^at/i.test(line)) return [];
  const commands: AtCommand[] = [];
  let rest = line.slice(2).trimStart();
  while (rest !== '' && commands.length < MAX_COMMANDS) {
    const [command, length] = /^[+^$%#*!]/.test(rest) ? extended(rest) : basic(rest);
    if (command !== null) commands.push(command);
    rest = rest.slice(length).replace(/^[;\s]+/, '');
  }
  return commands;
}

/** The line from the AT on that a modem waits for (V.250 5.2.1): the end of counted data may stand before it. */
export function fromPrefix(line: string): string {
  const begin = /^at/i.test(line) ? -1 : line.search(/at\+[a-z]/i);
  return begin > 0 ? line.slice(begin) : line;
}

function extended(text: string): readonly [AtCommand | null, number] {
  const length = endOfCommand(text);
  const match = /^([+^$%#*!][A-Za-z0-9_]*)(=\?|\?|=)?([\s\S]*)$/.exec(text.slice(0, length));
  if (match === null) return [null, Math.max(1, length)];
  const [, name = '', mark, args = ''] = match;
  const form = mark === '=?' ? 'test' : mark === '?' ? 'read' : mark === '=' ? 'set' : 'execute';
  const typed = form === 'set' ? splitQuotedFields(args) : [];
  return [{ name: name.toUpperCase(), form, args: typed.map(unquoted), typed }, Math.max(1, length)];
}

function basic(text: string): readonly [AtCommand | null, number] {
  const dial = /^[Dd][^;]*/.exec(text);
  if (dial !== null) {
    const args = [dial[0].slice(1)];
    return [{ name: 'D', form: 'set', args, typed: args }, dial[0].length];
  }
  const match = /^([Ss]\d+|[&\\]?[A-Za-z])(=\?|\?|=?\d*)/.exec(text);
  if (match === null) return [null, 1];
  const [whole, name = '', mark = ''] = match;
  const form = mark === '=?' ? 'test' : mark === '?' ? 'read' : mark === '' ? 'execute' : 'set';
  const args = form === 'set' ? [mark.replace('=', '')] : [];
  return [{ name: name.toUpperCase(), form, args, typed: args }, whole.length];
}

/** Index of the `;` that ends the command, outside quotes, or the end. */
function endOfCommand(text: string): number {
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === '"') quoted = !quoted;
    else if (text[i] === ';' && !quoted) return i;
  }
  return text.length;
}

/** A field without the quotes around it. */
export const unquoted = (field: string): string => field.replace(/^"(.*)"$/s, '$1');

/**
 * Fields between commas outside quotes, trimmed, with their quotes. A field that begins with a parenthesis, as in the
 * answer of a test command, goes on to the one that closes it.
 */
export function splitQuotedFields(text: string): readonly string[] {
  const fields: string[] = [];
  let quoted = false;
  let depth = 0;
  let begin = 0;
  for (let i = 0; i <= text.length; i += 1) {
    const char = text[i];
    if (char === '"') quoted = !quoted;
    if (!quoted && char === '(' && (depth > 0 || text.slice(begin, i).trim() === '')) depth += 1;
    else if (!quoted && char === ')' && depth > 0) depth -= 1;
    if (i < text.length && (char !== ',' || quoted || depth > 0)) continue;
    fields.push(text.slice(begin, i).trim());
    begin = i + 1;
  }
  return fields;
}
