import type { CommandEntry } from './entryTypes.ts';
import type { CommandExplanation } from './explainCommand.ts';

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
