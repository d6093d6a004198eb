import { EMM_CAUSES } from './emmCauses.ts';
import type { ErrorCodes, ErrorMeaning } from './errorTypes.ts';
import { ESM_CAUSES } from './esmCauses.ts';

export interface NetworkCause extends ErrorMeaning {
  /** `esm`: of a data connection; `emm`: of registration. */
  readonly kind: 'esm' | 'emm';
  readonly code: number;
}

/** The cause with that number: a data connection's (ESM, PDP) or a registration's (EMM). */
export function networkCause(kind: NetworkCause['kind'], code: number): NetworkCause | null {
  const found = (kind === 'esm' ? ESM_CAUSES : EMM_CAUSES)[code];
  return found === undefined ? null : { kind, code, text: found[0], usualCause: found[1] ?? null };
}

/** The cause a text names, as AT+CEER prints it, whatever stands around it; data connections go first. */
export function networkCauseIn(text: string): NetworkCause | null {
  const said = plain(text);
  return causeIn('esm', ESM_CAUSES, said) ?? causeIn('emm', EMM_CAUSES, said);
}

function causeIn(kind: NetworkCause['kind'], codes: ErrorCodes, said: string): NetworkCause | null {
  const found = Object.entries(codes)
    .filter(([, [text]]) => said.includes(plain(text)))
    .toSorted(([, [a]], [, [b]]) => b.length - a.length)[0];
  return found === undefined ? null : networkCause(kind, Number(found[0]));
}

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, ' ');
