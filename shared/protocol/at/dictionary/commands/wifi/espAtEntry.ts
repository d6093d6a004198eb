import { answer, read, test, write } from '../../entryBuilders.ts';
import type { CommandEntry, FieldSpec } from '../../entryTypes.ts';

/** An entry of ESP-AT; `section` is the chapter of its command set. */
export const espAt = (
  entry: Pick<CommandEntry, 'name' | 'group' | 'title' | 'meaning' | 'forms' | 'section'> & Partial<CommandEntry>,
): CommandEntry => ({
  families: ['esp-at'],
  answers: [],
  errors: 'esp-at',
  maxSeconds: null,
  ...entry,
});

/** A setting that is asked with `?` and set with `=`. */
export const espAtSetting = (
  entry: Pick<CommandEntry, 'name' | 'group' | 'title' | 'meaning' | 'section'> & Partial<CommandEntry>,
  fields: readonly FieldSpec[],
): CommandEntry =>
  espAt({
    forms: [
      test(`AT${entry.name}=?`),
      read(`AT${entry.name}?`),
      write(`AT${entry.name}=${fields.map(({ name }) => `<${name}>`).join(',')}`, fields),
    ],
    answers: [answer(entry.name, fields)],
    ...entry,
  });
