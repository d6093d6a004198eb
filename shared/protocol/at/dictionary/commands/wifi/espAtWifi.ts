import { splitQuotedFields, unquoted } from '../../../commandLine.ts';
import { answer, execute, read, test, write } from '../../entryBuilders.ts';
import type { CommandEntry, DecodedField, FieldSpec, LineSpec } from '../../entryTypes.ts';
import { choice, integer, optional, readFields, string, text, withUnit } from '../../fields.ts';
import { espAt, espAtSetting } from './espAtEntry.ts';

const section = 'ESP-AT, Wi-Fi AT Commands';

const SSID = string('ssid', 'network', { length: [1, 32] });
const PASSWORD = string('pwd', 'password', { length: [0, 64], secret: true });
const BSSID = string('bssid', 'address of the access point');
const CHANNEL = integer('channel', 'channel', { range: [[1, 196]] });
const RSSI = integer('rssi', 'strength', {
  unit: 'dBm',
  judge: (raw) => (Number(raw) < -75 ? 'warning' : 'ok'),
});

const REASONS: Readonly<Record<string, string>> = {
  1: 'timeout',
  2: 'wrong password',
  3: 'network not found',
  4: 'connecting failed',
};
const REASON = choice('error code', 'reason', REASONS, { judge: () => 'error' });

const isReason = (fields: readonly string[]): boolean => fields.length === 1 && /^\d+$/.test(fields[0] ?? '');
const JOINED_FIELDS: readonly FieldSpec[] = [SSID, BSSID, CHANNEL, RSSI, text('more', 'further settings')];

/** `+CWJAP:2` before ERROR, or the network after AT+CWJAP?. */
const CWJAP_LINE: LineSpec = answer('+CWJAP', JOINED_FIELDS, {
  decode: (fields) => readFields(isReason(fields) ? [REASON] : JOINED_FIELDS, fields),
  sentence: (fields) => {
    const [first = '', , , rssi = ''] = fields;
    if (isReason(fields)) return `not connected: ${REASONS[first] ?? `reason ${first}`}`;
    return `connected to ${first}${rssi === '' ? '' : `, ${withUnit(rssi, 'dBm')}`}`;
  },
});

const ENCRYPTION: Readonly<Record<string, string>> = {
  0: 'open',
  1: 'WEP',
  2: 'WPA',
  3: 'WPA2',
  4: 'WPA and WPA2',
  5: 'WPA2 enterprise',
  6: 'WPA3',
  7: 'WPA2 and WPA3',
};
const FOUND: readonly FieldSpec[] = [
  choice('ecn', 'protection', ENCRYPTION),
  SSID,
  RSSI,
  string('mac', 'address of the access point'),
  CHANNEL,
  text('more', 'further fields'),
];
const found = ([group = '']: readonly string[]): readonly string[] =>
  splitQuotedFields(group.replace(/^\((.*)\)$/s, '$1')).map(unquoted);

const STATE = choice('state', 'Wi-Fi', {
  0: 'not connected yet',
  1: 'connected, no address yet',
  2: 'connected',
  3: 'connecting',
  4: 'disconnected',
});

/** Wi-Fi. */
/** One line for each address: `+CIPSTA:gateway:"192.0.2.1"`. */
const STATION_ADDRESS: LineSpec = answer('+CIPSTA', [text('address', 'address')], {
  decode: (fields) => fields.map(stationAddress),
  sentence: (fields) =>
    fields
      .map(stationAddress)
      .map(({ name, text: address }) => `${name} ${address}`)
      .join(', '),
});
function stationAddress(field: string): DecodedField {
  const [, name = 'address', address = field] = /^(\w+):"?([^"]*)"?$/.exec(field) ?? [];
  return { name, raw: address, text: address };
}

export const ESP_AT_WIFI: readonly CommandEntry[] = [
  espAtSetting(
    { name: '+CWMODE', group: 'wifi', title: 'Wi-Fi mode', meaning: 'Station, access point or both.', section },
    [choice('mode', 'mode', { 0: 'off', 1: 'station', 2: 'access point', 3: 'station and access point' })],
  ),
  espAt({
    name: '+CWJAP',
    group: 'wifi',
    title: 'Connect to a Wi-Fi network',
    meaning:
      'WIFI CONNECTED, WIFI GOT IP, OK; or +CWJAP:<reason> and ERROR. A comma, quote or backslash in the password needs a backslash before it.',
    forms: [
      read('AT+CWJAP?'),
      write(
        'AT+CWJAP=<ssid>,<pwd>[,<bssid>[,<pci_en>[,<reconn_interval>[,<listen_interval>[,<scan_mode>[,<jap_timeout>[,<pmf>]]]]]]]',
        [
          SSID,
          optional(PASSWORD),
          optional(BSSID),
          optional(choice('pci_en', 'networks without protection', { 0: 'allowed', 1: 'not allowed' })),
          optional(integer('reconn_interval', 'seconds between attempts', { range: [[0, 7200]], unit: 's' })),
          optional(integer('listen_interval', 'beacons between listening', { range: [[1, 100]] })),
          optional(choice('scan_mode', 'search', { 0: 'first found', 1: 'all channels' })),
          optional(integer('jap_timeout', 'time limit', { range: [[3, 600]], unit: 's', default: '15' })),
          optional(choice('pmf', 'protected management frames', { 0: 'off', 1: 'possible', 3: 'required' })),
        ],
      ),
      execute('AT+CWJAP'),
    ],
    answers: [CWJAP_LINE],
    maxSeconds: 15,
    caution: { forms: ['write'], why: 'stores this network: the module connects to it after each start' },
    section,
  }),
  espAt({
    name: '+CWQAP',
    group: 'wifi',
    title: 'Disconnect from Wi-Fi',
    meaning: 'Until AT+CWJAP.',
    forms: [test('AT+CWQAP=?'), execute('AT+CWQAP')],
    section,
  }),
  espAt({
    name: '+CWLAP',
    group: 'wifi',
    title: 'Search for Wi-Fi networks',
    meaning: 'One line per network.',
    forms: [execute('AT+CWLAP'), write('AT+CWLAP=<filter>', [text('filter', 'network, address, channel …')])],
    answers: [
      answer('+CWLAP', FOUND, {
        decode: (fields) => readFields(FOUND, found(fields)),
        sentence: (fields) => {
          const [ecn = '', ssid = '', rssi = ''] = found(fields);
          return `${ssid === '' ? 'hidden network' : ssid}, ${withUnit(rssi, 'dBm')}, ${ENCRYPTION[ecn] ?? 'protected'}`;
        },
      }),
    ],
    section,
  }),
  espAt({
    name: '+CWSTATE',
    group: 'wifi',
    title: 'State of Wi-Fi',
    meaning: 'Whether the module is connected, and to what.',
    forms: [read('AT+CWSTATE?')],
    answers: [answer('+CWSTATE', [STATE, SSID])],
    section,
  }),
  espAtSetting(
    { name: '+CWAUTOCONN', group: 'wifi', title: 'Connect after start', meaning: 'Kept over a restart.', section },
    [choice('enable', 'connect by itself', { 0: 'no', 1: 'yes' })],
  ),
  espAt({
    name: '+CIFSR',
    group: 'wifi',
    title: 'Addresses',
    meaning: 'IP and hardware addresses of station and access point.',
    forms: [execute('AT+CIFSR')],
    answers: [
      answer('+CIFSR', [text('which', 'which'), string('address', 'address')], {
        sentence: ([which = '', address = '']) => `${which} ${address}`,
      }),
    ],
    section,
  }),
  espAtSetting(
    {
      name: '+CIPSTA',
      group: 'wifi',
      title: 'Addresses of the station',
      meaning: 'Fixed addresses in place of DHCP.',
      answers: [STATION_ADDRESS],
      section,
    },
    [string('ip', 'address'), optional(string('gateway', 'gateway')), optional(string('netmask', 'mask'))],
  ),
];
