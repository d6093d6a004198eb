import type { ModemState } from '../../../contract/modem.ts';
import { rssiDbm } from '../dictionary/commands/csq.ts';
import { isLte, lteSignal } from '../dictionary/commands/servingCell.ts';
import type { AtFamily } from '../dictionary/entryTypes.ts';
import type { ModemLine } from '../engine/rowLine.ts';

/** What one line of the modem changes in what is known of it; {} when it tells nothing of that kind. */
export type ModemChange = Partial<Omit<ModemState, 'link' | 'family' | 'updatedAt'>>;

type Reader = (fields: readonly string[], family: AtFamily) => ModemChange;

/** TS 27.007 7.2: <stat>, also 10.1.20 and 10.1.22. */
const REGISTRATION: Readonly<Record<string, ModemState['registration']>> = {
  0: 'not-registered',
  1: 'home',
  2: 'searching',
  3: 'denied',
  4: 'unknown',
  5: 'roaming',
  6: 'sms-only',
  7: 'sms-only',
  8: 'emergency',
  9: 'home',
  10: 'roaming',
};

const PIN_STATES: Readonly<Record<string, ModemState['sim']>> = {
  READY: 'ready',
  'NOT READY': 'busy',
  'NOT INSERTED': 'absent',
  'SIM REMOVED': 'absent',
};

/** Without the domain: `+CREG: 1` reports, `+CREG: 0,1[,…]` answers (the second field is then a number of one or two digits). */
function registered(fields: readonly string[]): ModemChange {
  const [first = '', second = ''] = fields;
  const stat = /^\d{1,2}$/.test(second) ? second : first;
  const registration = REGISTRATION[stat];
  return registration === undefined ? {} : { registration };
}

/** `LTE,Online,…`: technology, band, strength. */
function servingCell(fields: readonly string[], family: AtFamily): ModemChange {
  const [mode = '', , , , , , lteBand = ''] = fields;
  if (mode === 'NO SERVICE') return { rat: '', band: '', rssi: null, rsrp: null, rsrq: null, sinr: null };
  const lte = lteSignal(fields, family);
  if (lte !== null) {
    const band = /BAND(\d+)/.exec(lteBand)?.[1];
    return {
      rat: mode,
      band: band === undefined ? '' : `B${band}`,
      rsrp: lte.rsrpDbm,
      rsrq: lte.rsrqDb,
      ...(lte.rssiDbm === null ? {} : { rssi: lte.rssiDbm }),
      sinr: lte.snrDb,
    };
  }
  return isLte(mode)
    ? { rat: mode }
    : { rat: mode, band: mode === 'WCDMA' ? (fields[5] ?? '') : '', rsrp: null, rsrq: null };
}

const address = (ip: string | undefined): ModemChange =>
  ip !== undefined && /^[\d.]+$|:/.test(ip) ? { ip: ip === '0.0.0.0' ? '' : ip } : {};

const READERS: Readonly<Record<string, Reader>> = {
  '+CPIN': ([state = '']) => ({ sim: PIN_STATES[state] ?? (/PIN|PUK/.test(state) ? 'locked' : 'unknown') }),
  '+SIMCARD': ([state = '']) => (state === 'NOT AVAILABLE' ? { sim: 'absent' } : {}),
  '+CSQ': ([rssi = '']) => ({ rssi: rssi === '' ? null : rssiDbm(Number(rssi)) }),
  // CREG is not read: on data-only subscriptions it stays 0 while data works.
  '+CEREG': registered,
  '+CGREG': registered,
  '+COPS': ([, , operator]) => ({ operator: operator ?? '' }),
  '+CPSI': servingCell,
  '+IPADDR': ([ip]) => address(ip),
  '+CGPADDR': (fields) => address(fields.at(-1)),
  '+CGMR': ([revision = '']) => (revision === '' ? {} : { revision }),
  '+CBC': (fields) => {
    const volts = /^(\d(?:\.\d+)?)V$/i.exec(fields.at(-1) ?? '')?.[1];
    return volts === undefined ? {} : { supply: Number(volts) };
  },
  '+NETCLOSE': ([code]) => (code === '0' ? { ip: '' } : {}),
  '+CIPEVENT': () => ({ ip: '' }),
};

/** Lines of ATI and AT+SIMCOMATI: `Model: SIMCOM_SIM7600E`. */
const IDENTITY: readonly (readonly [RegExp, (value: string) => ModemChange])[] = [
  [/^Manufacturer: *(.+)$/i, (manufacturer) => ({ manufacturer })],
  [/^Model: *(.+)$/i, (model) => ({ model })],
  [/^Revision: *(.+)$/i, (revision) => ({ revision })],
];

/** What a SIM error says of the SIM, by CME code or text (3GPP TS 27.007 9.2.1). */
const SIM_ERRORS: readonly (readonly [RegExp, ModemState['sim']])[] = [
  [/^\+CME ERROR: *(10|SIM not inserted)$/i, 'absent'],
  [/^\+CME ERROR: *(11|12|SIM PIN required|SIM PUK required)$/i, 'locked'],
  [/^\+CME ERROR: *(13|SIM failure)$/i, 'failure'],
  [/^\+CME ERROR: *(14|SIM busy)$/i, 'busy'],
];

/** After a boot banner only who the modem is still holds. */
const AFTER_BOOT: ModemChange = {
  sim: 'unknown',
  operator: '',
  rat: '',
  band: '',
  registration: 'unknown',
  rssi: null,
  rsrp: null,
  rsrq: null,
  sinr: null,
  ip: '',
};
const BOOT = /^(RDY|\*ATREADY\b.*|QCRDY)$/;

export function readModemLine({ text, name, fields }: ModemLine, family: AtFamily): ModemChange {
  if (BOOT.test(text)) return AFTER_BOOT;
  const reader = READERS[name];
  if (reader !== undefined && Object.hasOwn(READERS, name)) return reader(fields, family);
  for (const [pattern, sim] of SIM_ERRORS) if (pattern.test(text)) return { sim };
  for (const [pattern, change] of IDENTITY) {
    const value = pattern.exec(text)?.[1]?.trim();
    if (value !== undefined) return change(value);
  }
  return {};
}
