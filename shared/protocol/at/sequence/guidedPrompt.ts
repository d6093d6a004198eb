import { err, ok, type Result } from '../../../base/result.ts';
import { encodeUtf8 } from '../../../base/utf8.ts';
import type { SequenceStep } from '../../../contract/sequence.ts';
import { type AtCommand, parseCommandLine } from '../commandLine.ts';
import { type DataTerms, PROMPT_COMMANDS } from '../promptCommands.ts';

/** The prompt comes at once or not at all; the result may take as long as a network takes (manual V3.00, 11.2.5). */
const PROMPT_MS = 10_000;
const RESULT_MS = 120_000;
/** No command has its length behind more arguments. */
const MAX_ARGS = 8;
/** A length nobody types. */
const PROBE = 7_654_321;

type Terms = (args: readonly string[]) => DataTerms | null;

/** Which argument declares the length: the one that changes the count. Null: none does. */
function lengthIndex(terms: Terms, args: readonly string[]): number | null {
  for (let index = 0; index < Math.min(args.length + 1, MAX_ARGS); index += 1) {
    const probed = terms(withArgument(args, index, String(PROBE)));
    if (probed?.end === 'count' && probed.count === PROBE) return index;
  }
  return null;
}

const withArgument = (args: readonly string[], index: number, value: string): readonly string[] => [
  ...args.slice(0, index),
  value,
  ...args.slice(index + 1),
];

/** Ctrl-Z, ESC and ETX stand for themselves behind an ETX (manual V3.00, 11.2.5). */
const ETX = '\x03';
const SPECIAL: ReadonlySet<string> = new Set([ETX, '\x1a', '\x1b']);
const escaped = (data: string): string =>
  Array.from(data, (char) => (SPECIAL.has(char) ? `${ETX}${char}` : char)).join('');

/**
 * The two steps of a command that prompts for data: the command with the data's exact length in bytes (whatever length was
 * typed), then the data; or the data with Ctrl-Z where the command declares no length. `no-prompt`: it does not ask for data.
 */
export function guidedPrompt(command: string, data: string): Result<readonly SequenceStep[], 'no-prompt'> {
  const [only, ...more] = parseCommandLine(command.trim());
  const asking = only === undefined || more.length > 0 ? null : termsOf(only);
  if (only === undefined || asking === null) {
    return err('no-prompt', `"${command.trim()}" does not ask for data. Send it as it is.`);
  }
  const { name, args, typed } = only;
  // A command that ends its data with Ctrl-Z as it was typed (AT+CIPSEND=0,) stays so.
  const index = asking(args)?.end === 'ctrl-z' ? null : lengthIndex(asking, args);
  const length = encodeUtf8(data).length;
  const parts = index === null ? typed : withArgument(typed, index, String(length));
  const terms = asking(index === null ? args : withArgument(args, index, String(length)));
  const line = parts.length === 0 ? `AT${name}` : `AT${name}=${parts.join(',')}`;
  return ok([
    { send: 'line', text: line, expect: { what: 'prompt' }, timeoutMs: PROMPT_MS },
    { send: 'data', text: wire(data, terms), expect: { what: 'final', ok: true }, timeoutMs: RESULT_MS },
  ]);
}

function termsOf({ name, form, args }: AtCommand): Terms | null {
  const entry = PROMPT_COMMANDS.find((each) => each.name === name);
  if (entry === undefined || form === 'read' || form === 'test') return null;
  return entry.terms(args) === null ? null : entry.terms;
}

function wire(data: string, terms: DataTerms | null): string {
  if (terms?.end !== 'ctrl-z') return data;
  return `${terms.etxEscapes ? escaped(data) : data}\x1a`;
}
