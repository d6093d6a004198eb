import { expect, test } from 'vitest';
import type { ModemState } from '#shared/contract/modem.ts';
import { modemWords } from './modemWords.ts';

const unknown: ModemState = {
  link: 1,
  family: 'sim7600',
  manufacturer: '',
  model: '',
  revision: '',
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
  supply: null,
  updatedAt: 0,
};

test.each([
  [{}, []],
  [{ sim: 'ready' }, ['SIM ✓']],
  [{ sim: 'absent', registration: 'searching' }, ['no SIM!error', 'searching!warning']],
  [
    { sim: 'ready', rat: 'LTE', band: 'B3', registration: 'home', rssi: -77, ip: '10.4.2.9' },
    ['SIM ✓', 'LTE B3', 'home', '−77 dBm', '10.4.2.9'],
  ],
  [{ rssi: -95, rsrp: -118.5 }, ['−95 dBm!warning', 'RSRP −119 dBm!warning']],
  [{ rssi: -93 }, ['−93 dBm']],
] as const)('%j', (change, expected) => {
  const words = modemWords({ ...unknown, ...change });
  expect(words.map(({ text, tone }) => (tone === 'warning' || tone === 'error' ? `${text}!${tone}` : text))).toEqual(
    expected,
  );
});
