import { a76Max, answer, command, m3, read, test, write } from '../entryBuilders.ts';
import type { CommandEntry, DecodeContext, DecodedField, LineSpec, Severity } from '../entryTypes.ts';
import { integer, readField, readFields, text, withUnit } from '../fields.ts';
import { cpsiLayout, OPERATION_MODE } from './cpsiLayouts.ts';
import { isLte, lteSignal } from './servingCell.ts';

/** Index of the first signal field of an LTE line. */
const LTE_SIGNAL = 10;

/** Words for an RSRP; below −115 dBm a link is likely to break. */
export function rsrpGrade(dbm: number): 'excellent' | 'good' | 'fair' | 'weak' | 'very weak' {
  if (dbm >= -80) return 'excellent';
  if (dbm >= -95) return 'good';
  if (dbm >= -105) return 'fair';
  return dbm >= -115 ? 'weak' : 'very weak';
}

const MODE = text('system mode', 'radio technology', {
  words: (raw) => (raw === 'NO SERVICE' ? 'no service' : raw),
  judge: (raw) => (raw === 'NO SERVICE' || raw.includes('LIMITED') ? 'warning' : undefined),
});

function decodeCpsi(fields: readonly string[], { family }: DecodeContext): readonly DecodedField[] {
  const [mode = '', operation = ''] = fields;
  const layout = cpsiLayout(mode);
  if (layout === null) {
    const rest = fields.slice(2).map((raw, index) => ({ name: `field ${index + 3}`, raw, text: raw }));
    const unknown: DecodedField = { name: MODE.name, raw: mode, text: mode || 'not given', severity: 'note' };
    return fields.length < 2 ? [unknown] : [unknown, readField(OPERATION_MODE, operation), ...rest];
  }
  const signal = isLte(mode) ? fields.slice(LTE_SIGNAL) : [];
  const body = readFields([MODE, ...layout.slice(1)], fields.slice(0, fields.length - signal.length));
  return [...body, ...lteFields(fields, signal, family)];
}

function lteFields(
  fields: readonly string[],
  printed: readonly string[],
  family: DecodeContext['family'],
): readonly DecodedField[] {
  const signal = lteSignal(fields, family);
  if (signal === null)
    return printed.map((raw, index) => ({ name: `field ${LTE_SIGNAL + index + 1}`, raw, text: raw }));
  const { rsrqDb, rsrpDbm, rssiDbm, snrDb } = signal;
  const graded = (value: number | null, bad: (value: number) => boolean): Severity | undefined =>
    value === null ? 'note' : bad(value) ? 'warning' : 'ok';
  const readings = [
    { name: 'RSRQ', value: rsrqDb, unit: 'dB', words: '', severity: graded(rsrqDb, (db) => db < -15) },
    {
      name: 'RSRP',
      value: rsrpDbm,
      unit: 'dBm',
      words: rsrpDbm === null ? '' : `, ${rsrpGrade(rsrpDbm)}`,
      severity: rsrpDbm !== null && rsrpGrade(rsrpDbm) === 'weak' ? 'note' : graded(rsrpDbm, (dbm) => dbm < -115),
    },
    { name: 'RSSI', value: rssiDbm, unit: 'dBm', words: '', severity: undefined },
    { name: 'RSSNR', value: snrDb, unit: 'dB', words: '', severity: graded(snrDb, (db) => db < 0) },
  ];
  return printed.map((raw, index): DecodedField => {
    const reading = readings[index];
    if (reading === undefined) return { name: `field ${LTE_SIGNAL + index + 1}`, raw, text: raw, severity: 'note' };
    const { name, value, unit, words, severity } = reading;
    const said = value === null ? 'not known' : `${withUnit(value, unit)}${words}`;
    return severity === undefined ? { name, raw, text: said } : { name, raw, text: said, severity };
  });
}

/** `+CPSI: …`, the answer and, after AT+CPSI=<seconds>, the report. */
export const CPSI_LINE: LineSpec = answer('+CPSI', [MODE, OPERATION_MODE], {
  decode: decodeCpsi,
  sentence: (fields, { family }) => {
    const [mode = '', operation = '', network = ''] = fields;
    if (mode === '') return 'the modem tells no cell';
    if (mode === 'NO SERVICE') return `no service, ${readField(OPERATION_MODE, operation).text}`;
    const band = isLte(mode) ? /^EUTRAN-BAND(\d+)$/.exec(fields[6] ?? '')?.[1] : undefined;
    const rsrp = lteSignal(fields, family)?.rsrpDbm ?? null;
    const parts = [
      band === undefined ? mode : `${mode} band ${band}`,
      network === '' ? operation.toLowerCase() : `network ${network}`,
      ...(rsrp === null ? [] : [`RSRP ${withUnit(rsrp, 'dBm')}, ${rsrpGrade(rsrp)}`]),
    ];
    return parts.join(', ');
  },
});

/** The serving cell (V3.00 4.2.14, A76XX V1.09 4.2.9). */
export const CPSI_COMMANDS: readonly CommandEntry[] = [
  command({
    name: '+CPSI',
    group: 'network',
    title: 'Serving cell',
    meaning:
      'Technology, network, cell, band and signal. SIM7600 prints the LTE signal in tenths of dB, SIM767x in dB, A76xx as indexes: all are shown in dB here. AT+CPSI=<s> reports it every s seconds.',
    forms: [
      test('AT+CPSI=?'),
      read('AT+CPSI?'),
      write('AT+CPSI=<time>', [
        integer('time', 'seconds between reports', { range: [[0, 255]], values: { 0: 'no reports' }, unit: 's' }),
      ]),
    ],
    answers: [CPSI_LINE],
    ...a76Max(9),
    section: m3('4.2.14'),
  }),
];
