import type { Rule } from '../../types.ts';
import { findingFrom, seen } from '../support/finding.ts';

/** `+CMTE:` -2 and 2: the modem switches off; -1 and 1: it warns (manual V3.00, 19.2.6). */
export const temperature: Rule = {
  id: 'power.temperature',
  layer: 'power',
  find(capture) {
    const reports = capture.urcs.filter(({ name, fields }) => name === '+CMTE' && /^-?[12]$/.test(fields[0] ?? ''));
    const last = reports.at(-1);
    if (last === undefined) return [];
    const value = Number(last.fields[0]);
    const found = findingFrom(
      temperature,
      reports.map((event) => seen(event)),
      {
        severity: Math.abs(value) === 2 ? 'fault' : 'warning',
        title: `The modem is too ${value > 0 ? 'hot' : 'cold'}`,
        detail:
          Math.abs(value) === 2
            ? 'It switches itself off to protect itself.'
            : 'It will switch itself off if this goes on.',
        advice:
          'Let it come to a temperature it is made for; AT+CPMUTEMP shows it. Look for a short or a blocked heat path.',
      },
    );
    return found === null ? [] : [found];
  },
};
