import { a76Max, answer, command, m3, read, test, write } from '../entryBuilders.ts';
import type { CommandEntry, LineSpec } from '../entryTypes.ts';
import { choice, hex, optional } from '../fields.ts';

const PREFERENCE = choice('mode', 'technologies that may be used', {
  2: 'automatic',
  9: 'CDMA only',
  10: 'EVDO only',
  13: 'GSM only',
  14: 'WCDMA only',
  19: 'GSM and WCDMA',
  22: 'CDMA and EVDO',
  38: 'LTE only',
  39: 'GSM, WCDMA and LTE',
  48: 'any but LTE',
  51: 'GSM and LTE',
  54: 'WCDMA and LTE',
  59: 'TD-SCDMA only',
  60: 'GSM and TD-SCDMA',
  63: 'GSM, WCDMA and TD-SCDMA',
  67: 'all but LTE',
});

const SYSTEM_MODES: Readonly<Record<string, string>> = {
  0: 'no service',
  1: 'GSM',
  2: 'GPRS',
  3: 'EDGE',
  4: 'WCDMA',
  5: 'HSDPA',
  6: 'HSUPA',
  7: 'HSPA',
  8: 'LTE',
  9: 'TD-SCDMA',
  10: 'TD-SCDMA HSDPA',
  11: 'TD-SCDMA HSUPA',
  12: 'TD-SCDMA HSPA',
  13: 'CDMA',
  14: 'EVDO',
  15: 'CDMA and EVDO',
  16: 'CDMA and LTE',
  23: 'eHRPD',
  24: 'CDMA and eHRPD',
};

const SYSTEM_MODE = choice('stat', 'technology in use', SYSTEM_MODES, {
  judge: (raw) => (raw === '0' ? 'warning' : undefined),
});

const REPORT = choice('n', 'reports', { 0: 'off', 1: 'on' });

/** `+CNSMOD: 8`, reported by itself after AT+CNSMOD=1. */
export const CNSMOD_REPORT: LineSpec = answer('+CNSMOD', [SYSTEM_MODE], {
  sentence: ([stat = '']) => `technology in use: ${SYSTEM_MODES[stat] ?? stat}`,
});

/** Bits of an LTE band mask: bit n is band n + 1. */
function bandsOf(raw: string): string {
  if (!/^0x[0-9a-f]{1,64}$/i.test(raw)) return raw;
  const bands: number[] = [];
  let mask = BigInt(raw);
  for (let band = 1; mask > 0n; band += 1, mask >>= 1n) if ((mask & 1n) === 1n) bands.push(band);
  return bands.length === 0 ? 'none' : `LTE bands ${bands.join(', ')}`;
}

/** Bits of the GSM and WCDMA mask. */
const GSM_WCDMA_BANDS: Readonly<Record<number, string>> = {
  7: 'GSM 1800',
  8: 'EGSM 900',
  9: 'PGSM 900',
  16: 'GSM 450',
  17: 'GSM 480',
  18: 'GSM 750',
  19: 'GSM 850',
  20: 'RGSM 900',
  21: 'GSM 1900',
  22: 'WCDMA 2100',
  23: 'WCDMA 1900',
  24: 'WCDMA 1700 (III)',
  25: 'WCDMA 1700 (IV)',
  26: 'WCDMA 850',
  27: 'WCDMA 800',
  48: 'WCDMA 2600',
  49: 'WCDMA 900',
  50: 'WCDMA 1700 (IX)',
};

function olderBandsOf(raw: string): string {
  if (!/^0x[0-9a-f]{1,16}$/i.test(raw)) return raw;
  const mask = BigInt(raw);
  const set = Object.entries(GSM_WCDMA_BANDS).filter(([bit]) => ((mask >> BigInt(bit)) & 1n) === 1n);
  return set.length === 0 ? raw : set.map(([, name]) => name).join(', ');
}

const BAND_MASKS = [
  hex('mode', 'GSM and WCDMA bands, a mask', { words: olderBandsOf }),
  hex('lte', 'LTE bands, a mask', { words: bandsOf }),
  hex('more', 'TD-SCDMA bands, or LTE bands from 65 (A76xx), a mask'),
] as const;

const ORDER: Readonly<Record<string, string>> = {
  2: 'CDMA',
  3: 'GSM',
  4: 'HDR',
  5: 'WCDMA',
  9: 'LTE',
  11: 'TD-SCDMA',
};

const ORDER_FIELDS = [
  choice('mode', 'how', { 7: 'in this order' }),
  ...[1, 2, 3, 4, 5, 6].map((place) =>
    optional(choice(`system ${place}`, `technology tried at place ${place}`, ORDER)),
  ),
];

/** Technologies and bands (V3.00 4.2.11-4.2.15). */
export const RADIO_COMMANDS: readonly CommandEntry[] = [
  command({
    name: '+CNMP',
    group: 'network',
    title: 'Preferred technologies',
    meaning: 'Which radio technologies may be used; at once, and kept over a reset. 2 is automatic.',
    forms: [test('AT+CNMP=?'), read('AT+CNMP?'), write('AT+CNMP=<mode>', [PREFERENCE])],
    answers: [
      answer('+CNMP', [PREFERENCE], {
        sentence: ([mode = '']) => `technologies: ${PREFERENCE.values?.[mode] ?? mode}`,
      }),
    ],
    maxSeconds: 10,
    caution: {
      forms: ['write'],
      why: 'kept over a reset: without coverage of that technology the modem never registers',
      when: ([mode]) => mode !== '2',
    },
    section: m3('4.2.11'),
  }),
  command({
    name: '+CNBP',
    group: 'network',
    title: 'Preferred bands',
    meaning: 'Which bands may be used, as masks; kept over a reset.',
    forms: [read('AT+CNBP?'), write('AT+CNBP=[<mode>][,<lte>[,<more>]]', BAND_MASKS.map(optional))],
    answers: [
      answer('+CNBP', BAND_MASKS, {
        sentence: ([mode = '', lte = '']) => `bands allowed: ${olderBandsOf(mode)}; ${bandsOf(lte)}`,
      }),
    ],
    caution: { forms: ['write'], why: 'kept over a reset: with the wrong bands the modem never registers' },
    section: m3('4.2.12'),
  }),
  command({
    name: '+CNAOP',
    families: ['sim7600'],
    group: 'network',
    title: 'Order of technologies',
    meaning: 'In which order technologies are tried; kept over a reset.',
    forms: [read('AT+CNAOP?'), write('AT+CNAOP=<mode>[,<system>…]', ORDER_FIELDS)],
    answers: [answer('+CNAOP', ORDER_FIELDS)],
    caution: { forms: ['write'], why: 'kept over a reset' },
    section: m3('4.2.13'),
  }),
  command({
    name: '+CNSMOD',
    group: 'network',
    title: 'Technology in use',
    meaning: 'The technology in use now. AT+CNSMOD alone is refused: it is asked with AT+CNSMOD?.',
    forms: [test('AT+CNSMOD=?'), read('AT+CNSMOD?'), write('AT+CNSMOD=<n>', [REPORT])],
    answers: [
      answer('+CNSMOD', [REPORT, SYSTEM_MODE], {
        forms: ['read'],
        sentence: (fields) => `technology in use: ${SYSTEM_MODES[fields.at(-1) ?? ''] ?? fields.at(-1) ?? ''}`,
      }),
    ],
    ...a76Max(9),
    section: m3('4.2.15'),
  }),
];
