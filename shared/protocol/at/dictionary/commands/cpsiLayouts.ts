import type { FieldSpec } from '../entryTypes.ts';
import { hex, integer, number, text, withUnit } from '../fields.ts';

const OPERATION_MODES: Readonly<Record<string, string>> = {
  Online: 'online',
  Offline: 'offline',
  'Low Power Mode': 'low power: the radio is off (AT+CFUN)',
  'Flight Mode': 'flight mode: the radio is off',
  'Factory Test Mode': 'factory test',
  Reset: 'resetting',
  Unknown: 'unknown',
};

export const OPERATION_MODE = text('operation mode', 'state of the radio', {
  words: (raw) => OPERATION_MODES[raw] ?? raw,
  judge: (raw) => (raw === 'Online' ? 'ok' : 'warning'),
});

const PLMN = text('MCC-MNC', 'network', {
  words: (raw) => raw.replace(/^(\d{3})-(\d{2,3})$/, '$1-$2 (country $1, network $2)'),
});

const AREA = (name: string, meaning: string): FieldSpec =>
  hex(name, meaning, {
    words: (raw) => (/^(0x)?[0-9a-f]{1,8}$/i.test(raw) ? `${raw} (${Number.parseInt(raw, 16)})` : raw),
  });

const CELL = integer('cell', 'cell');
const BAND = text('band', 'band', { words: (raw) => raw.replace(/^EUTRAN-BAND(\d+)$/, 'LTE band $1') });

/** 3GPP channel bandwidths by number of resource blocks, lowest first. */
const BANDWIDTHS = ['1.4', '3', '5', '10', '15', '20'] as const;
const BANDWIDTH = (name: string, meaning: string): FieldSpec =>
  integer(name, meaning, {
    words: (raw) => {
      const width = BANDWIDTHS[Number(raw)];
      return width === undefined ? raw : `${width} MHz`;
    },
  });

/** A strength that some firmwares print without its sign. */
const strength = (name: string, meaning: string, unit: 'dBm' | 'dB'): FieldSpec =>
  number(name, meaning, { words: (raw) => withUnit(raw.startsWith('-') || raw === '0' ? raw : `-${raw}`, unit) });

const COMMON = [text('system mode', 'radio technology'), OPERATION_MODE, PLMN] as const;

const GSM: readonly FieldSpec[] = [
  ...COMMON,
  AREA('LAC', 'location area'),
  CELL,
  text('channel', 'channel and band'),
  number('RxLev', 'strength', { unit: 'dBm' }),
  integer('track LO', 'correction of the oscillator'),
  text('C1-C2', 'cell selection and reselection'),
];

const WCDMA: readonly FieldSpec[] = [
  ...COMMON,
  AREA('LAC', 'location area'),
  CELL,
  BAND,
  integer('PSC', 'scrambling code'),
  integer('channel', 'downlink channel'),
  integer('SSC', 'secondary scrambling code'),
  strength('Ec/Io', 'quality', 'dB'),
  strength('RSCP', 'strength', 'dBm'),
  integer('Qual', 'quality for cell selection'),
  integer('RxLev', 'level for cell selection'),
  number('TxPower', 'transmit power', { values: { 500: 'not transmitting' }, words: (raw) => withUnit(raw, 'dBm') }),
];

const TDS: readonly FieldSpec[] = [
  ...COMMON,
  AREA('LAC', 'location area'),
  CELL,
  BAND,
  integer('channel', 'channel'),
  integer('cell parameter', 'cell parameter id'),
];

const CDMA: readonly FieldSpec[] = [
  ...COMMON,
  integer('channel', 'channel'),
  integer('pilot PN', 'pilot'),
  number('Rx AGC 0', 'gain of receiver 0'),
  number('Rx AGC 1', 'gain of receiver 1'),
  integer('LNA 0', 'amplifier of receiver 0'),
  integer('LNA 1', 'amplifier of receiver 1'),
  number('Tx AGC', 'gain of the transmitter'),
  integer('SID', 'system id'),
  integer('NID', 'network id'),
  number('Ec/Io', 'quality'),
  integer('BID', 'base station'),
];

const EVDO: readonly FieldSpec[] = [
  ...COMMON,
  integer('channel', 'channel'),
  number('Rx AGC 0', 'gain of receiver 0'),
  number('Rx AGC 1', 'gain of receiver 1'),
  number('Tx AGC', 'gain of the transmitter'),
  integer('serving PN', 'pilot'),
  integer('SCI rel. 0', 'slot cycle index'),
  integer('SCI rel. A', 'slot cycle index'),
  number('Ec/Io', 'quality'),
];

/** Without the four signal fields at its end, whose unit depends on the line. */
const LTE: readonly FieldSpec[] = [
  ...COMMON,
  AREA('TAC', 'tracking area'),
  integer('cell', 'cell', { words: lteCell }),
  integer('physical cell', 'physical cell id'),
  BAND,
  integer('earfcn', 'channel'),
  BANDWIDTH('downlink bandwidth', 'bandwidth'),
  BANDWIDTH('uplink bandwidth', 'bandwidth'),
];

function lteCell(raw: string): string {
  const id = Number(raw);
  return id > 255 ? `${raw} (station ${Math.floor(id / 256)}, cell ${id % 256})` : raw;
}

const NO_SERVICE: readonly FieldSpec[] = [COMMON[0], OPERATION_MODE];

/** The layout of a line by its first field (V3.00 4.2.14); null for a technology no manual lists. */
export function cpsiLayout(mode: string): readonly FieldSpec[] | null {
  const technology = mode.replace(/[- ](LIMITED|CAT).*$/i, '').toUpperCase();
  const layouts: Readonly<Record<string, readonly FieldSpec[]>> = {
    'NO SERVICE': NO_SERVICE,
    GSM,
    WCDMA,
    TDS,
    CDMA,
    EVDO,
    EHRPD: EVDO,
    LTE,
  };
  return Object.hasOwn(layouts, technology) ? (layouts[technology] ?? null) : null;
}
