import type { AtFamily } from '../entryTypes.ts';

/**
 * How an LTE line of AT+CPSI? prints RSRQ, RSRP and RSSI. SIM7600: tenths (`-178,-1185,-789`); SIM767x: whole dB
 * (`-11,-109,-97`); A76xx: indexes of TS 36.133, never negative (`19,53,52`; A76XX V1.09 4.2.9).
 */
export type SignalEncoding = 'tenths' | 'whole' | 'index';

/** No LTE cell is received below this (dBm): a smaller RSRP or RSSI is in tenths. */
const LEAST_DBM = -160;
/** No modem reports an RSRP above this. */
const MOST_RSRP_DBM = -30;

/** Signal of the LTE cell a modem is on; null where the modem does not know. */
export interface LteSignal {
  readonly encoding: SignalEncoding;
  readonly rsrqDb: number | null;
  readonly rsrpDbm: number | null;
  readonly rssiDbm: number | null;
  readonly snrDb: number | null;
}

/** Index of the fields in an LTE line. */
const RSRQ = 10;
const RSRP = 11;
const RSSI = 12;
const SNR = 13;

/** The signal in an LTE line of AT+CPSI?, in dB whatever the firmware prints; null when the line is of another kind. */
export function lteSignal(fields: readonly string[], family: AtFamily): LteSignal | null {
  if (!isLte(fields[0] ?? '') || fields.length <= RSRP) return null;
  const [rsrq, rsrp, rssi, snr] = [RSRQ, RSRP, RSSI, SNR].map((index) => numberOf(fields[index]));
  const encoding = signalEncoding({ rsrq, rsrp, rssi }, family);
  return {
    encoding,
    rsrqDb: toDb(rsrq, encoding, (index) => (index - 40) / 2),
    rsrpDbm: toDb(rsrp, encoding, (index) => index - 140),
    rssiDbm: toDb(rssi, encoding, (index) => index - 110),
    snrDb: snr ?? null,
  };
}

/** `LTE`, `LTE-LIMITED` (AT+CNLSA=1), `LTE CAT-M1`. */
export const isLte = (mode: string): boolean => /^LTE\b/.test(mode);

interface Readings {
  readonly rsrq: number | undefined;
  readonly rsrp: number | undefined;
  readonly rssi: number | undefined;
}

/** Decided by sign and magnitude; where those leave it open (all zero, or no RSRP) by the family. */
export function signalEncoding({ rsrq, rsrp, rssi }: Readings, family: AtFamily): SignalEncoding {
  const known = [rsrq, rsrp, rssi].filter((value) => value !== undefined);
  if ([rsrp, rssi].some((value) => value !== undefined && value < LEAST_DBM)) return 'tenths';
  if (rsrp !== undefined && rsrp < 0) return rsrp <= MOST_RSRP_DBM ? 'whole' : 'tenths';
  if (known.some((value) => value < 0)) return rsrq !== undefined && rsrq < -30 ? 'tenths' : 'whole';
  if (known.some((value) => value > 0)) return 'index';
  return family === 'a76xx' ? 'index' : 'tenths';
}

const numberOf = (raw: string | undefined): number | undefined =>
  raw !== undefined && /^-?\d{1,6}$/.test(raw) ? Number(raw) : undefined;

/** 255 is "not known" among indexes; 0 among negative numbers is no measurement. */
function toDb(value: number | undefined, encoding: SignalEncoding, ofIndex: (index: number) => number): number | null {
  if (value === undefined) return null;
  if (encoding === 'index') return value === 255 || value < 0 ? null : ofIndex(value);
  if (value >= 0) return null;
  return encoding === 'tenths' ? value / 10 : value;
}
