import type { Dictionary } from './dictionary.ts';
import type { CommandEntry } from './entryTypes.ts';
import type { CommandExplanation } from './explainCommand.ts';

/** A command line a console should ask about. */
export interface Caution {
  readonly line: string;
  readonly why: string;
}

/** The command lines in a text that should not be sent without asking: one line, or the steps of a sequence. */
export function cautionsIn(dictionary: Dictionary, text: string): readonly Caution[] {
  return text.split(/\r?\n/).flatMap((typed) => {
    const line = typed.trim();
    if (!/^at/i.test(line)) return [];
    const why = dictionary.explainCommandLine(line).map(cautionOf);
    const [first] = why.filter((each) => each !== null);
    return first === undefined ? [] : [{ line, why: first }];
  });
}

/** Why a console should ask before it sends this command; null when it need not. */
export function cautionOf({ entry, form, args }: CommandExplanation): string | null {
  return cautionFor(
    entry,
    form,
    args.map(({ raw }) => raw),
  );
}

/** The same by parts; arguments without quotes. */
export function cautionFor(
  entry: CommandEntry | null,
  form: CommandExplanation['form'],
  args: readonly string[],
): string | null {
  const caution = entry?.caution;
  if (caution === undefined || form === null || !caution.forms.includes(form)) return null;
  return caution.when?.(args) === false ? null : caution.why;
}
