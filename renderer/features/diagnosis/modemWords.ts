import type { ModemState } from '#shared/contract/modem.ts';

export interface ModemWord {
  readonly key: string;
  readonly text: string;
  readonly tone: 'plain' | 'ok' | 'warning' | 'error';
}

const SIM: Readonly<Record<ModemState['sim'], Omit<ModemWord, 'key'> | null>> = {
  unknown: null,
  ready: { text: 'SIM ✓', tone: 'ok' },
  locked: { text: 'SIM locked', tone: 'error' },
  absent: { text: 'no SIM', tone: 'error' },
  busy: { text: 'SIM busy', tone: 'warning' },
  failure: { text: 'SIM failure', tone: 'error' },
};

const REGISTRATION: Readonly<Record<ModemState['registration'], Omit<ModemWord, 'key'> | null>> = {
  unknown: null,
  home: { text: 'home', tone: 'ok' },
  roaming: { text: 'roaming', tone: 'ok' },
  searching: { text: 'searching', tone: 'warning' },
  denied: { text: 'denied', tone: 'error' },
  'not-registered': { text: 'not registered', tone: 'warning' },
  'sms-only': { text: 'SMS only', tone: 'error' },
  emergency: { text: 'emergency only', tone: 'error' },
};

/** Below this RSSI a link is fragile: AT+CSQ 10. */
const WEAK_RSSI = -93;
/** Below this RSRP an LTE link is at the edge of its cell. */
const WEAK_RSRP = -115;

const dbm = (value: number): string => `${value < 0 ? '−' : ''}${Math.round(Math.abs(value))} dBm`;

/** The strip's words, left to right; what is not known is left out. */
export function modemWords(modem: ModemState): readonly ModemWord[] {
  const words: ModemWord[] = [];
  const add = (key: string, word: Omit<ModemWord, 'key'> | null): void => {
    if (word !== null && word.text !== '') words.push({ key, ...word });
  };
  add('sim', SIM[modem.sim]);
  add('operator', { text: modem.operator, tone: 'plain' });
  add('rat', { text: [modem.rat, modem.band].filter((part) => part !== '').join(' '), tone: 'plain' });
  add('registration', REGISTRATION[modem.registration]);
  if (modem.rssi !== null) {
    add('rssi', { text: dbm(modem.rssi), tone: modem.rssi < WEAK_RSSI ? 'warning' : 'plain' });
  }
  if (modem.rsrp !== null) {
    add('rsrp', { text: `RSRP ${dbm(modem.rsrp)}`, tone: modem.rsrp < WEAK_RSRP ? 'warning' : 'plain' });
  }
  add('ip', { text: modem.ip, tone: 'plain' });
  return words;
}
