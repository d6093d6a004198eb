import { parseCommandLine } from '../../protocol/at/commandLine.ts';
import type { CommandProblemCode } from '../../protocol/at/dictionary/commandProblems.ts';
import type { Dictionary } from '../../protocol/at/dictionary/dictionary.ts';
import type { CommandForm } from '../../protocol/at/dictionary/entryTypes.ts';
import { type CommandCall, type CommandHandler, ERROR, type Reply } from '../reply.ts';
import { testReply } from './testReply.ts';

/** V3.00 1.4.4. */
const MAX_COMMANDS = 39;

/** Whether the dictionary knows the command is no matter here: the handler does. */
const NOT_THE_ARGUMENTS: readonly CommandProblemCode[] = [
  'not-a-command',
  'unknown-command',
  'other-family',
  'no-such-form',
  'line-too-long',
];

export type CommandFinder = (name: string) => CommandHandler | undefined;

/** The commands of a line as steps to run one after the other, each giving its reply; null: the line is refused whole. */
export function planLine(
  text: string,
  find: CommandFinder,
  dictionary: Dictionary,
  onCommand: (name: string) => void,
): readonly (() => Reply)[] | null {
  const line = `AT${text}`;
  const commands = text.trim() === '' ? [] : parseCommandLine(line);
  if (commands.length > MAX_COMMANDS || (commands.length === 0 && text.trim() !== '')) return null;
  const explained = dictionary.explainCommandLine(line);
  if (commands.length === 0) return [() => ({ kind: 'ok' })];
  return commands.map(({ name, form: written, args, typed }, index) => () => {
    onCommand(name);
    const handler = find(name);
    if (handler === undefined) return ERROR;
    const form: CommandForm = written === 'set' ? 'write' : written;
    const call: CommandCall = { name, form, args, typed };
    if (form === 'test') return handler.test?.(call) ?? testReply(dictionary.command(name));
    const handle = handler[form];
    if (handle === undefined) return ERROR;
    const wrong = explained[index]?.problems.some(({ code }) => !NOT_THE_ARGUMENTS.includes(code)) ?? false;
    return wrong && handler.ownCheck !== true ? ERROR : handle(call);
  });
}
