import type { Rule } from '../../types.ts';
import { boots } from '../support/boots.ts';
import { finding, seen } from '../support/finding.ts';
import { progressOf } from '../support/progress.ts';
import { bootSeverity } from './bootSeverity.ts';

/** A boot banner that nothing in the capture explains. The first one may be the power-on. */
export const unplannedRestart: Rule = {
  id: 'power.unplanned-restart',
  layer: 'power',
  find(capture) {
    const unplanned = boots(capture).filter(({ cause }) => cause === 'unplanned');
    const severity = bootSeverity(progressOf(capture), unplanned);
    return unplanned.map(({ event }) =>
      finding(unplannedRestart, {
        severity,
        evidence: [seen(event)],
        title: 'The modem restarted by itself',
        detail: `${event.text} came in the middle of the work, and no AT+CRESET, AT+CPOF or AT+CFUN=1,1 was sent before it.`,
        advice:
          'All sockets, MQTT sessions and settings that are not saved are gone: the firmware must begin again at ATE0 when it sees this line. Then find out why: supply (see AT+CBC), a watchdog or the RESET and PWRKEY lines, temperature.',
      }),
    );
  },
};
