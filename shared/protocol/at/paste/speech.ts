import { answerName } from '../answerName.ts';
import { createAnswerTables } from '../answerTables.ts';
import { parseCommandLine } from '../commandLine.ts';
import { COMMAND_TABLE } from '../dictionary/commandTable.ts';
import { withinEdits } from '../editDistance.ts';
import { FRAMER_TABLES } from '../framerTables.ts';
import { unseenEcho } from '../unseenEcho.ts';

/** What the framer knows of lines, to tell who speaks. */
export const TABLES = createAnswerTables(FRAMER_TABLES);

/** A command line, `A/` or `+++`. */
export const isCommand = (line: string): boolean => unseenEcho(line) === 0 || /^(?:a\/|\+\+\+)$/i.test(line);

/** A line that ends a command's answer. */
export const isFinal = (line: string): boolean => TABLES.finalOf(line) !== undefined;

/** A line that only a modem says: a result code, `+NAME: …`, a banner. */
export const isModemLine = (line: string): boolean =>
  isFinal(line) || TABLES.unsolicitedTextOf(line) !== undefined || (answerName(line) !== '' && line.includes(':'));

/** Where a command begins that a terminal showed behind a result or behind noise without a line end; -1: there is none. */
export function commandBehind(text: string): number {
  const glued = unseenEcho(text);
  if (glued >= 0) return glued;
  const at = /(?<=[^\t -~])at(?:[+&][ -~]*|[ei]\d?)?$/i.exec(text)?.index ?? -1;
  const before = text.slice(0, Math.max(0, at));
  const noise = before.match(/[^\t -~]/g)?.length ?? 0;
  // Ctrl-Z is typed, and comes back in front of the next command.
  return noise * 2 >= at && !before.includes('\x1a') ? at : -1;
}

/** A name and what may stand behind it. */
const SHAPE = /^at[+&^#$%*!\\]?\w*(?:[?=;].*)?$/i;
const NAMES: ReadonlySet<string> = new Set(COMMAND_TABLE.map(({ name }) => name.toUpperCase()));

/** The same again, or, with characters damaged on the way, what is no command of any modem. */
export function isEchoOf(command: string, text: string): boolean {
  if (text === command) return true;
  const known = SHAPE.test(text) && parseCommandLine(text).every(({ name }) => NAMES.has(name));
  return !known && withinEdits(text, command, Math.max(2, Math.floor(command.length / 6)));
}
