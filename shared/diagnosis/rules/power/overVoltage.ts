import type { Rule } from '../../types.ts';
import { findingFrom, seen } from '../support/finding.ts';
import { succeededAfter } from '../support/successes.ts';

export const overVoltage: Rule = {
  id: 'power.over-voltage',
  layer: 'power',
  find(capture) {
    const warnings = capture.serial.filter(({ row, text }) => row.dir === 'rx' && /^OVER-VOLTAGE WARN/.test(text));
    const last = warnings.at(-1);
    if (last === undefined) return [];
    const found = findingFrom(
      overVoltage,
      warnings.map((event) => seen(event)),
      {
        severity: succeededAfter(capture, 'registration', last.t + 1) ? 'warning' : 'fault',
        title: 'The supply of the modem is too high',
        detail: 'The modem reported a supply above its limit (manual V3.00, 19.2.1).',
        advice:
          'Measure VBAT at the module at once: above 4.3 V it may be damaged. AT+CBC shows what the modem measures.',
      },
    );
    return found === null ? [] : [found];
  },
};
