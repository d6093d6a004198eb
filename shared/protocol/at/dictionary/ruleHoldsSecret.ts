import type { RewriteRule } from '../../../contract/rewriteRule.ts';
import { holdsSecret } from './holdsSecret.ts';

/** Whether a rule names a password, a PIN or a key: then it is in no file. */
export function ruleHoldsSecret({ match, replace }: RewriteRule): boolean {
  if (match.by === 'text') return holdsSecret(match.text) || holdsSecret(replace);
  // The argument in its place, alone.
  const asCommand = (value: string): string => `AT${match.command}=${','.repeat(match.index)}"${value}"`;
  return [replace, match.was].some((value) => value !== '' && holdsSecret(asCommand(value)));
}
