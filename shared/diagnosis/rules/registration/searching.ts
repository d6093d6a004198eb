import type { Rule } from '../../types.ts';
import { findingFrom, seen } from '../support/finding.ts';
import { registrationAtEnd } from '../support/registration.ts';
import { secondsText } from '../support/select.ts';
import { succeededAfter } from '../support/successes.ts';

/** Neither registered nor refused. */
const LOOKING: ReadonlySet<number> = new Set([0, 2, 4, 8, 11]);
const WORDS: Readonly<Record<number, string>> = {
  0: 'not registered and not searching',
  2: 'searching',
  4: 'out of coverage',
  8: 'emergency calls only',
  11: 'emergency calls only',
};

export const searching: Rule = {
  id: 'registration.searching',
  layer: 'registration',
  find(capture) {
    const { judged, last, wasRegistered } = registrationAtEnd(capture);
    const newest = last.toSorted((a, b) => b.event.t - a.event.t)[0];
    const first = judged[0];
    if (first === undefined || newest === undefined || wasRegistered || !last.every(({ stat }) => LOOKING.has(stat)))
      return [];
    if (succeededAfter(capture, 'registration', first.event.t)) return [];
    const span = newest.event.t - first.event.t;
    const time = capture.timed && span > 0 ? ` for ${secondsText(span)}` : '';
    const found = findingFrom(
      searching,
      judged.map(({ event }) => seen(event)),
      {
        severity: 'fault',
        title: 'The modem is not registered in any network',
        detail: `${newest.name} is ${newest.stat}, ${WORDS[newest.stat] ?? ''}${time}, and never became 1 or 5.`,
        advice:
          'Give it up to two minutes after a start. Then: antenna on the main connector; AT+CSQ (99 only means "not known yet"); AT+CNMP? (2 = all technologies, 38 = LTE only); AT+COPS? (0 = automatic); a SIM that is activated and has a plan for this network; AT+COPS=? lists the networks that are received.',
      },
    );
    return found === null ? [] : [found];
  },
};
