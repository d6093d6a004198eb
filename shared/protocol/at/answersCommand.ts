import { answerFields } from './answerName.ts';
import type { SentCommand } from './sentCommands.ts';
import type { AnswerShape } from './unsolicited.ts';

/**
 * Whether a line named like a command answers it, or is the report of the same name. `shape` is how the two are told apart;
 * names without one are answers. `echoing`: the modem is known to return commands before it answers them.
 */
export function answersCommand(
  command: SentCommand,
  name: string,
  line: string,
  shape: AnswerShape | undefined,
  echoing: boolean,
): boolean {
  const form = command.commands.find((candidate) => candidate.name === name)?.form;
  if (shape === undefined || form === 'test') return true;
  const fields = answerFields(line);
  switch (shape) {
    case 'read-fields':
      return form === 'read' && /^\d{1,2}$/.test(fields[1] ?? '');
    case 'two-fields':
      return fields.length >= 2;
    case 'once':
      return !command.answered.has(name) && (command.echoed || !echoing);
    case 'not-mode-1':
      return fields[0] !== '1' || fields.length === 1;
  }
}
