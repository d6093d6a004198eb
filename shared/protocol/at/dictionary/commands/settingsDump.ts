import { answer } from '../entryBuilders.ts';
import type { DecodedField, LineSpec } from '../entryTypes.ts';
import { text } from '../fields.ts';

const SETTINGS = text('settings', 'names and values');

/** A line of AT&V: `&C: 2; &D: 0;` or `+CMEE: 2`, several settings on a line. */
export const SETTINGS_DUMP: LineSpec = answer('', [SETTINGS], { any: true, decode: readSettings });

/** Settings of the dump, each as a field of its own. What is no setting stays as it is. */
function readSettings(fields: readonly string[]): readonly DecodedField[] {
  return fields
    .join(',')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [, name = SETTINGS.name, raw = part] = /^([&\\+]?[\w ]{1,24}):\s*(.*)$/s.exec(part) ?? [];
      return { name, raw, text: raw };
    });
}
