import { CME_ERRORS } from '../../protocol/at/dictionary/errors/cme.ts';
import { CMS_ERRORS } from '../../protocol/at/dictionary/errors/cms.ts';

/** The final result of a failed command as AT+CMEE wants it (V3.00 3.2.18). */
export function errorLine(kind: 'cme' | 'cms', code: number, cmee: number): string {
  // Message service errors have no bare form: they are not AT+CMEE's affair (3GPP TS 27.005, 3.2.5).
  if (kind === 'cme' && cmee === 0) return 'ERROR';
  const text = (kind === 'cme' ? CME_ERRORS : CMS_ERRORS)[code]?.[0];
  return `+${kind.toUpperCase()} ERROR: ${cmee === 2 && text !== undefined ? text : code}`;
}
