import { answerFieldsOf, hasPrefix } from './answerLine.ts';
import type { CommandEntry, DecodedField } from './entryTypes.ts';

/**
 * The answer of `AT+X=?` (`+CMEE: (0-2)`): what each parameter of the write command may be. Null when the line is not of
 * that shape, or the entry reads its test answers by a spec of its own.
 */
export function decodeTestAnswer(entry: CommandEntry, line: string): readonly DecodedField[] | null {
  if (entry.answers.some(({ forms }) => forms?.includes('test'))) return null;
  const prefix = [entry.name, ...entry.answers.map((spec) => spec.prefix)].find(
    (candidate) => candidate !== '' && hasPrefix(line, candidate),
  );
  if (prefix === undefined) return null;
  const parameters = entry.forms.find(({ form }) => form === 'write')?.parameters ?? entry.answers[0]?.fields ?? [];
  return answerFieldsOf(line, prefix).map((raw, index) => ({
    name: parameters[index]?.name ?? `parameter ${index + 1}`,
    raw,
    text: allowed(raw),
  }));
}

/** `(0-2,5)` → `0 to 2, 5 allowed` */
function allowed(raw: string): string {
  const inner = raw.replace(/^\((.*)\)$/s, '$1');
  if (inner === '') return 'nothing listed';
  const list = inner
    .split(',')
    .map((part) => part.trim().replace(/^(-?\d+)\s*-\s*(-?\d+)$/, '$1 to $2'))
    .join(', ');
  return `${list} allowed`;
}
