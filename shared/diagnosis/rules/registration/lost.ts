import type { Rule } from '../../types.ts';
import { finding, seen } from '../support/finding.ts';
import { registrationAtEnd } from '../support/registration.ts';
import { isRegistered } from '../support/registrationReports.ts';
import { succeededAfter } from '../support/successes.ts';

/** Registered before, and no longer. */
export const registrationLost: Rule = {
  id: 'registration.lost',
  layer: 'registration',
  find(capture) {
    const { judged, last, registered, wasRegistered } = registrationAtEnd(capture);
    const newest = last.toSorted((a, b) => b.event.t - a.event.t)[0];
    if (newest === undefined || registered || !wasRegistered || newest.stat === 3) return [];
    const before = judged.findLast(({ stat }) => isRegistered(stat));
    if (before === undefined || succeededAfter(capture, 'pdp', newest.event.t)) return [];
    const gone = judged.find(({ event, name }) => event.t > before.event.t && name === before.name) ?? newest;
    return [
      finding(registrationLost, {
        severity: 'fault',
        evidence: [seen(before.event), seen(gone.event), seen(newest.event)],
        title: 'The modem lost the network',
        detail: `${before.name} was ${before.stat}, then ${gone.stat}, and it did not come back in this capture.`,
        advice:
          'Look at the signal before it (AT+CSQ, AT+CPSI?) and at the supply. A short loss is normal: wait 45 s before the firmware does anything, and do not detach (AT+CGATT=0) at the first one.',
      }),
    ];
  },
};
