import type { Rule } from '../../types.ts';
import { failsAfter } from '../support/failures.ts';
import { finding, seenResult } from '../support/finding.ts';
import { isOff, type RadioMode, radioModes } from '../support/radioMode.ts';
import { succeededAfter } from '../support/successes.ts';

const NAMES: Readonly<Record<string, string>> = { '0': 'minimum', '4': 'flight mode', '7': 'offline' };

export const radioOff: Rule = {
  id: 'radio.off',
  layer: 'radio',
  find(capture) {
    const modes = radioModes(capture);
    const last = modes.at(-1);
    if (last === undefined || !isOff(last.mode)) return [];
    const since = firstOf(modes, last);
    if (succeededAfter(capture, 'registration', last.t + 1)) return [];
    const simError = capture.transactions.find(({ result, t }) => t >= since.t && result.kind === 'cme');
    const failed = failsAfter(capture, since.t) || simError !== undefined;
    return [
      finding(radioOff, {
        // Who switches it off and asks for nothing more meant to.
        severity: failed || !last.set ? 'fault' : 'note',
        evidence: [since.evidence, last.evidence, ...(simError === undefined ? [] : [seenResult(simError)])],
        title: `The radio is switched off (${NAMES[String(last.mode)] ?? 'off'})`,
        detail: `AT+CFUN is ${last.mode ?? ''}: the modem neither searches nor registers${last.mode === 4 ? '' : ', and the SIM is off'}.`,
        advice:
          last.mode === 7
            ? 'From offline only a restart leads back: AT+CFUN=6 or AT+CRESET.'
            : 'Send AT+CFUN=1 and wait for +CPIN: READY. If it comes back by itself: the FLIGHTMODE pin must be high, and RESET must not be held while the modem starts.',
      }),
    ];
  },
};

/** Where the mode in force began: what set it, or where it was first told. */
function firstOf(modes: readonly RadioMode[], last: RadioMode): RadioMode {
  const change = modes.findLastIndex(({ mode }) => mode !== last.mode);
  return modes[change + 1] ?? last;
}
