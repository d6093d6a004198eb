import type { Rule } from '../../types.ts';
import { findingFrom } from '../support/finding.ts';
import { isSimOff, radioModes } from '../support/radioMode.ts';
import { simReadyAfter, simReports } from '../support/simStates.ts';
import { succeededAfter } from '../support/successes.ts';

/** AT+CPIN? is refused without a reason, and the SIM never is ready. */
export const notReady: Rule = {
  id: 'sim.not-ready',
  layer: 'sim',
  find(capture) {
    const reports = simReports(capture);
    const modes = radioModes(capture);
    const refused = reports.filter(({ state, t }) => state === 'refused' && !isSimOff(modes, t));
    const last = refused.at(-1);
    const known = reports.some(({ state }) => state === 'absent' || state === 'locked' || state === 'failing');
    if (last === undefined || known) return [];
    if (simReadyAfter(reports, last.t) || succeededAfter(capture, 'sim', last.t + 1)) return [];
    const found = findingFrom(
      notReady,
      refused.map(({ evidence }) => evidence),
      {
        severity: 'fault',
        title: 'The modem cannot use the SIM card, and does not say why',
        detail: 'AT+CPIN? was answered with ERROR alone, and +CPIN: READY never came.',
        advice:
          'Send AT+CMEE=2 and ask AT+CPIN? again: the modem then says whether the card is missing, locked, busy or broken. Most often it is missing.',
      },
    );
    return found === null ? [] : [found];
  },
};
