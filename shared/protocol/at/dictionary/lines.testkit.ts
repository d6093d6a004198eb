import { parseCommandLine } from '../commandLine.ts';
import type { Dictionary, LineContext } from './dictionary.ts';

/** What a line says, as an answer to a command line; `''` = nobody asked. */
export interface ReadLine {
  readonly sentence: string | null;
  /** Name to words. */
  readonly fields: Readonly<Record<string, string>>;
  /** Fields that are not plainly good: name to severity. */
  readonly odd: Readonly<Record<string, string>>;
}

const contextOf = (dictionary: Dictionary, asked: string): LineContext => {
  const [command] = parseCommandLine(asked);
  if (command === undefined) return { entry: null, form: null };
  const form = command.form === 'set' ? 'write' : command.form;
  return { entry: dictionary.command(command.name) ?? null, form };
};

/** Reads a line of the modem the way the explanation does. */
export function readLine(dictionary: Dictionary, asked: string, line: string): ReadLine {
  const context = contextOf(dictionary, asked);
  const decoded = dictionary.decodeLine(line, context) ?? [];
  return {
    sentence: dictionary.explainLine(line, context),
    fields: Object.fromEntries(decoded.map(({ name, text }) => [name, text])),
    odd: Object.fromEntries(
      decoded.flatMap(({ name, severity }) => (severity === undefined || severity === 'ok' ? [] : [[name, severity]])),
    ),
  };
}

/** Codes of what is wrong with a command line. */
export const problemsOf = (dictionary: Dictionary, line: string): readonly string[] =>
  dictionary.explainCommand(line).problems.map(({ code }) => code);
