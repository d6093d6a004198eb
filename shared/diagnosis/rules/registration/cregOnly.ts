import type { Rule } from '../../types.ts';
import { finding, seen } from '../support/finding.ts';
import { registrationAtEnd } from '../support/registration.ts';
import { isRegistered } from '../support/registrationReports.ts';

export const cregOnly: Rule = {
  id: 'registration.creg-only',
  layer: 'registration',
  find(capture) {
    const { calls, last } = registrationAtEnd(capture);
    const data = last.find(({ stat }) => isRegistered(stat));
    if (calls === null || isRegistered(calls.stat) || data === undefined) return [];
    return [
      finding(cregOnly, {
        severity: 'note',
        evidence: [seen(calls.event), seen(data.event)],
        title: 'Registered for data, not for calls: fine for MQTT',
        detail: `+CREG is ${calls.stat} while ${data.name} is ${data.stat}. With a data-only SIM or on LTE it stays so.`,
        advice: 'Let the firmware wait for AT+CEREG? (LTE) or AT+CGREG? (2G, 3G), never for AT+CREG? alone.',
      }),
    ];
  },
};
