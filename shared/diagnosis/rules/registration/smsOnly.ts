import type { Rule } from '../../types.ts';
import { findingFrom, seen } from '../support/finding.ts';
import { registrationAtEnd } from '../support/registration.ts';
import { succeededAfter } from '../support/successes.ts';

export const smsOnly: Rule = {
  id: 'registration.sms-only',
  layer: 'registration',
  find(capture) {
    const { last, registered } = registrationAtEnd(capture);
    const limited = last.filter(({ stat }) => stat === 6 || stat === 7);
    const [first] = limited;
    if (first === undefined || registered || succeededAfter(capture, 'pdp', first.event.t)) return [];
    const found = findingFrom(
      smsOnly,
      limited.map(({ event }) => seen(event)),
      {
        severity: 'fault',
        title: 'The modem is registered for SMS only: there is no data',
        detail: `${first.name} is ${first.stat}: the network lets this SIM send messages, and nothing else.`,
        advice:
          'Ask the operator for a plan with data for this SIM and this radio technology. Check the APN (AT+CGDCONT?), then register anew: AT+COPS=2, AT+COPS=0. AT+CEREG? and AT+CGREG? show the registration for data.',
      },
    );
    return found === null ? [] : [found];
  },
};
