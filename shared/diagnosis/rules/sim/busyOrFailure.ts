import type { Rule } from '../../types.ts';
import { findingFrom } from '../support/finding.ts';
import { isSimOff, radioModes } from '../support/radioMode.ts';
import { secondsText } from '../support/select.ts';
import { simReports } from '../support/simStates.ts';
import { succeededAfter } from '../support/successes.ts';

export const busyOrFailure: Rule = {
  id: 'sim.busy-or-failure',
  layer: 'sim',
  find(capture) {
    const reports = simReports(capture);
    const modes = radioModes(capture);
    const failing = reports.filter(({ state, t }) => state === 'failing' && !isSimOff(modes, t));
    const last = failing.at(-1);
    const first = failing[0];
    if (first === undefined || last === undefined) return [];
    const ready = reports.find(({ state, t }) => state === 'ready' && t >= last.t);
    const cleared = ready !== undefined || succeededAfter(capture, 'sim', last.t + 1);
    const wait = ready === undefined || !capture.timed ? '' : ` It was ready ${secondsText(ready.t - first.t)} later.`;
    const rows = failing.map(({ evidence }) => evidence);
    const found = findingFrom(busyOrFailure, ready === undefined ? rows : [...rows, ready.evidence], {
      severity: cleared ? 'note' : 'fault',
      title: cleared
        ? 'The SIM card was asked too early, and answered later'
        : 'The SIM card does not work: busy or failing',
      detail: `The modem says: ${last.text}.${wait}`,
      advice: cleared
        ? 'After a start wait for +CPIN: READY before the first command that needs the card.'
        : 'Switch the modem off, wait, and start it again; clean and reseat the card; try it in a telephone and another card here. A supply that sags, long SIM lines and a missing capacitor at the socket also look like this.',
    });
    return found === null ? [] : [found];
  },
};
