import { parseCommandLine } from '../commandLine.ts';
import type { CommandEntry, CommandForm } from '../dictionary/entryTypes.ts';
import { type OutcomeRule, outcomeRuleOf } from './outcomeRules.ts';

/** The dictionary, as far as the engine needs it. */
export type CommandLookup = (name: string) => CommandEntry | undefined;

/** One command of a command line. */
export interface CommandPart {
  readonly name: string;
  readonly form: CommandForm;
  readonly args: readonly string[];
  readonly entry: CommandEntry | null;
  /** How its outcome is read; null: the final result code is all there is. */
  readonly rule: OutcomeRule | null;
}

/** The commands of a line, the bare `AT` as one without a name; none when the line cannot be read. */
export function commandParts(text: string, lookup: CommandLookup): readonly CommandPart[] {
  if (/^at$/i.test(text)) return [part('', 'execute', [], lookup)];
  return parseCommandLine(text).map(({ name, form, args }) =>
    part(name, form === 'set' ? 'write' : form, args, lookup),
  );
}

function part(name: string, form: CommandForm, args: readonly string[], lookup: CommandLookup): CommandPart {
  const entry = lookup(name) ?? null;
  return { name, form, args, entry, rule: outcomeRuleOf(name, form, entry) };
}
