import { networkCauseIn } from '../../../protocol/at/dictionary/errors/networkCause.ts';
import type { Capture, Rule } from '../../types.ts';
import { findingFrom, type Seen, seen } from '../support/finding.ts';
import { registrationAtEnd } from '../support/registration.ts';
import { linesNamed } from '../support/select.ts';
import { succeededAfter } from '../support/successes.ts';

export const denied: Rule = {
  id: 'registration.denied',
  layer: 'registration',
  find(capture) {
    const { judged, registered } = registrationAtEnd(capture);
    const refusals = judged.filter(({ stat }) => stat === 3);
    const last = refusals.at(-1);
    if (last === undefined) return [];
    const overcome = registered || succeededAfter(capture, 'pdp', last.event.t);
    const why = reason(capture, last.event.t);
    const found = findingFrom(
      denied,
      [...refusals.map(({ event }) => seen(event)), ...(why === null ? [] : [why.seen])],
      {
        severity: overcome ? 'warning' : 'fault',
        title: 'The network refuses to register this modem',
        detail: `${last.name} is 3, registration denied${overcome ? '; later it was accepted' : ''}.${why === null ? '' : ` The reason given: ${why.text}.`}`,
        advice:
          'Ask AT+CEER for the reason. Usual ones: the SIM is not activated or has no data plan, roaming is not allowed (AT+COPS? shows the network), the plan excludes this radio technology (try AT+CNMP=38 for LTE, 2 for all), the IMEI is blocked. A wrong APN also ends an LTE attach: set it with AT+CGDCONT before AT+CFUN=1.',
      },
    );
    return found === null ? [] : [found];
  },
};

/** What AT+CEER gives as the reason after that moment. */
function reason(capture: Capture, t: number): { readonly seen: Seen; readonly text: string } | null {
  const event = linesNamed(capture, '+CEER').find((each) => each.t >= t);
  if (event === undefined) return null;
  const said = event.fields.join(', ');
  const cause = networkCauseIn(said)?.usualCause ?? null;
  return { seen: seen(event), text: cause === null ? said : `${said}: ${cause}` };
}
