import { a76Max, answer, command, execute, m3, read, test, write } from '../entryBuilders.ts';
import type { CommandEntry, FieldSpec, LineSpec, Severity } from '../entryTypes.ts';
import { choice, hex, readFields } from '../fields.ts';
import { ACCESS_TECHNOLOGIES, ACT } from './accessTechnology.ts';

/** `<stat>` of AT+CREG, AT+CGREG and AT+CEREG (V3.00 4.2.16; 9 to 11 from TS 27.007 7.2). */
export const REGISTRATION_STATES: Readonly<Record<string, string>> = {
  0: 'not registered, not searching',
  1: 'registered, home network',
  2: 'searching',
  3: 'registration denied',
  4: 'unknown, out of coverage',
  5: 'registered, roaming',
  6: 'registered for SMS only, home network',
  7: 'registered for SMS only, roaming',
  8: 'emergency calls only',
  9: 'registered, calls not preferred, home network',
  10: 'registered, calls not preferred, roaming',
  11: 'emergency calls only',
};

const SEVERITIES: Readonly<Record<string, Severity>> = {
  0: 'warning',
  1: 'ok',
  2: 'note',
  3: 'error',
  4: 'warning',
  5: 'ok',
  6: 'warning',
  7: 'warning',
  8: 'warning',
  9: 'ok',
  10: 'ok',
  11: 'warning',
};

/** Data-only SIMs stay unregistered, even denied, in the circuit domain while data works. */
const CIRCUIT_SEVERITIES = { ...SEVERITIES, 0: 'note', 3: 'warning' } as const;

const STAT = (severities: Readonly<Record<string, Severity>>): FieldSpec =>
  choice('stat', 'registration', REGISTRATION_STATES, { judge: (raw) => severities[raw] });

const REPORT = choice('n', 'reports', {
  0: 'reports off',
  1: 'reports of the state',
  2: 'reports of state and cell',
});

const AREA = (name: string, meaning: string): FieldSpec =>
  hex(name, meaning, { words: (raw) => (/^[0-9a-f]{1,8}$/i.test(raw) ? `${raw} (${Number.parseInt(raw, 16)})` : raw) });

/** A cell id of LTE holds the station in its upper 20 bits, one of UMTS the controller in its upper 12. */
const CELL = (lte: boolean): FieldSpec =>
  hex('ci', 'cell', {
    words: (raw) => {
      if (!/^[0-9a-f]{1,8}$/i.test(raw)) return raw;
      const id = Number.parseInt(raw, 16);
      if (lte) return `${raw} (station ${Math.floor(id / 256)}, cell ${id % 256})`;
      return id > 0xffff ? `${raw} (controller ${Math.floor(id / 65_536)}, cell ${id % 65_536})` : `${raw} (${id})`;
    },
  });

const RAC = AREA('rac', 'routing area');

/** E-UTRAN. */
const LTE = '7';

/**
 * The answer of the query has the mode first, so its second field is a number of one or two digits; a report has the state
 * first, and an area code of four hexadecimal digits behind it (V3.00 4.2.1): `+CREG: 0,1` and `+CREG: 1,"00C3","…"`.
 */
export const isReadAnswer = (fields: readonly string[]): boolean => /^\d{1,2}$/.test(fields[1] ?? '');

/** The state of a registration line, whichever of its two shapes it has; null when it holds none. */
export function registrationState(fields: readonly string[]): number | null {
  const stat = fields[isReadAnswer(fields) ? 1 : 0] ?? '';
  return /^\d{1,2}$/.test(stat) ? Number(stat) : null;
}

/** `+CREG`, `+CGREG` or `+CEREG`, as an answer or as a report. */
export function registrationLine(prefix: string): LineSpec {
  const area = prefix === '+CEREG' ? AREA('tac', 'tracking area') : AREA('lac', 'location area');
  const stat = STAT(prefix === '+CREG' ? CIRCUIT_SEVERITIES : SEVERITIES);
  const cell = (act: string | undefined): readonly FieldSpec[] => [
    stat,
    area,
    CELL(prefix === '+CEREG' || act === LTE),
    ACT,
    RAC,
  ];
  return answer(prefix, [REPORT, ...cell(LTE)], {
    decode: (fields) =>
      isReadAnswer(fields) ? readFields([REPORT, ...cell(fields[4])], fields) : readFields(cell(fields[3]), fields),
    sentence: (fields) => {
      const state = registrationState(fields);
      const act = fields[isReadAnswer(fields) ? 4 : 3] ?? '';
      const words = state === null ? 'registration not readable' : (REGISTRATION_STATES[state] ?? `state ${state}`);
      const technology = ACCESS_TECHNOLOGIES[act];
      return technology === undefined ? words : `${words}, ${technology}`;
    },
  });
}

const registration = (name: string, title: string, meaning: string, section: string): CommandEntry =>
  command({
    name,
    group: 'network',
    title,
    meaning,
    forms: [test(`AT${name}=?`), read(`AT${name}?`), write(`AT${name}=<n>`, [REPORT]), execute(`AT${name}`)],
    answers: [{ ...registrationLine(name), forms: ['read'] }],
    ...a76Max(9),
    section: m3(section),
  });

/** Registration in the three domains (V3.00 4.2.1, 4.2.16, 8.2.1). */
export const REGISTRATION_COMMANDS: readonly CommandEntry[] = [
  registration(
    '+CREG',
    'Registration for calls',
    'Registration in the circuit domain (calls, SMS). Stays at 0, 2 or 3 on data-only SIMs while data works: judge data by CEREG or CGREG.',
    '4.2.1',
  ),
  registration(
    '+CGREG',
    'Registration for data, 2G and 3G',
    'Registration in the packet domain of GSM and UMTS. On LTE it usually follows CEREG.',
    '8.2.1',
  ),
  registration('+CEREG', 'Registration for data, LTE', 'Registration in the packet domain of LTE.', '4.2.16'),
];
