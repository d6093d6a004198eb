import { answerName } from '../answerName.ts';
import { createAnswerTables } from '../answerTables.ts';
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
