import type { Rule } from '../../types.ts';
import { findingFrom, seen } from '../support/finding.ts';
import { succeededAfter } from '../support/successes.ts';

/** The double N is the firmware's own spelling (manual V3.00, 19.2.1). */
const WARNING = /^UNDER-VOLTAGE WARN/;

export const underVoltage: Rule = {
  id: 'power.under-voltage',
  layer: 'power',
  find(capture) {
    const warnings = capture.serial.filter(({ row, text }) => row.dir === 'rx' && WARNING.test(text));
    const last = warnings.at(-1);
    if (last === undefined) return [];
    const down = warnings.some(({ text }) => text.includes('POWER DOWN'));
    const recovered = succeededAfter(capture, 'registration', last.t + 1);
    const found = findingFrom(
      underVoltage,
      warnings.map((event) => seen(event)),
      {
        severity: recovered ? 'warning' : 'fault',
        title: down ? 'The modem switched itself off: its supply is too low' : 'The supply of the modem is too low',
        detail: `The modem reported a supply below its limit ${warnings.length === 1 ? 'once' : `${warnings.length} times`}.`,
        advice:
          'Measure VBAT at the module while it transmits. It must stay between 3.4 and 4.3 V in bursts of 2 A: a stronger supply, short thick leads, 470 µF or more at the module. AT+CBC shows what the modem measures, AT+CVALARM the limits.',
      },
    );
    return found === null ? [] : [found];
  },
};
