import { splitQuotedFields, unquoted } from '../commandLine.ts';
import type { CommandForm, LineSpec } from './entryTypes.ts';

/** Whether a line begins with a spec's prefix as a whole word: `+IPD12` has `+IPD`, `+CPINX` does not have `+CPIN`. */
export const hasPrefix = (line: string, prefix: string): boolean =>
  line.startsWith(prefix) && !/^[A-Za-z_]/.test(line.slice(prefix.length));

/** What stands behind the prefix of a line, without the colon, comma or equals sign after it. */
export const behindPrefix = (line: string, prefix: string): string =>
  line
    .slice(prefix.length)
    .replace(/^\s*[:,=]?/, '')
    .trim();

/** The fields behind the prefix, without quotes. A parenthesised group of a test answer is one field. */
export function answerFieldsOf(line: string, prefix: string): readonly string[] {
  const rest = behindPrefix(line, prefix);
  return rest === '' ? [] : splitQuotedFields(rest).map(unquoted);
}

/**
 * The spec a line is read with: the longest prefix, then the one for the form that was sent. Without a form (late
 * results, pasted lines) what answers a write or execute command goes before what answers a query.
 */
export function lineSpecOf(specs: readonly LineSpec[], line: string, form: CommandForm | null): LineSpec | null {
  let best: LineSpec | null = null;
  let bestScore = -1;
  for (const spec of specs) {
    if (spec.prefix === '' ? spec.any !== true && /^[+*^]/.test(line) : !hasPrefix(line, spec.prefix)) continue;
    const score = spec.prefix.length * 10 + formScore(spec, form);
    if (score > bestScore) [best, bestScore] = [spec, score];
  }
  return best;
}

function formScore({ forms }: LineSpec, form: CommandForm | null): number {
  if (forms === undefined) return 2;
  if (form !== null) return forms.includes(form) ? 3 : 0;
  return forms.includes('write') || forms.includes('execute') ? 1 : 0;
}
