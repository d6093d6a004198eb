import { execute, read, write } from '../../entryBuilders.ts';
import type { CommandEntry } from '../../entryTypes.ts';
import { choice, integer, text } from '../../fields.ts';
import { CLASS, DATA_RATE, SWITCH } from './loraFields.ts';
import { rui, ruiValue } from './rui3Entry.ts';

const BANDS: Readonly<Record<string, string>> = {
  0: 'EU433',
  1: 'CN470',
  2: 'RU864',
  3: 'IN865',
  4: 'EU868',
  5: 'US915',
  6: 'AU915',
  7: 'KR920',
  8: 'AS923-1',
  9: 'AS923-2',
  10: 'AS923-3',
  11: 'AS923-4',
  12: 'LA915',
};

const P2P = text('settings', 'frequency:spreading factor:bandwidth:coding rate:preamble:power', {
  words: (raw) => {
    const [, hertz, sf, bandwidth, power] = /^(\d{8,10}):(\d+):(\d+):\d+:\d+:(-?\d+)$/.exec(raw) ?? [];
    return hertz === undefined ? raw : `${Number(hertz) / 1e6} MHz, SF${sf}, bandwidth ${bandwidth}, ${power} dBm`;
  },
});

const RESTARTS = 'restarts the module: it must join again';

/** The module, its radio, and point to point. */
export const RUI3_MODULE: readonly CommandEntry[] = [
  rui({ name: '', group: 'basic', title: 'Attention', meaning: 'Answers OK.', forms: [execute('AT')] }),
  rui({
    name: 'Z',
    group: 'basic',
    title: 'Restart',
    meaning: 'Restarts the module.',
    forms: [execute('ATZ')],
    caution: { forms: ['execute'], why: RESTARTS },
  }),
  rui({
    name: 'R',
    group: 'basic',
    title: 'Factory settings',
    meaning: 'Sets everything back, keys too.',
    forms: [execute('ATR')],
    caution: { forms: ['execute'], why: 'sets back all settings, keys and identifiers' },
  }),
  rui({ name: 'E', group: 'basic', title: 'Echo', meaning: 'Switches the echo over.', forms: [execute('ATE')] }),
  ruiValue('+VER', 'Firmware', 'Version of the firmware.', text('version', 'version'), {
    readOnly: true,
    group: 'identity',
  }),
  ruiValue('+SN', 'Serial number', 'Of the module.', text('sn', 'serial number', { personal: true }), {
    readOnly: true,
    group: 'identity',
  }),
  ruiValue(
    '+NWM',
    'Working mode',
    'LoRaWAN or point to point.',
    choice('mode', 'mode', { 0: 'point to point', 1: 'LoRaWAN', 2: 'FSK' }),
    {
      caution: { forms: ['write'], why: RESTARTS },
    },
  ),
  ruiValue('+BAND', 'Region', 'Must be that of the network and of the country.', choice('band', 'region', BANDS)),
  ruiValue('+CLASS', 'Class', 'When the module listens.', CLASS),
  ruiValue('+DR', 'Data rate', 'Higher is faster and reaches less far.', DATA_RATE),
  ruiValue('+ADR', 'Adaptive data rate', 'Lets the network choose the data rate.', SWITCH('adr', 'adaptive data rate')),
  ruiValue('+TXP', 'Transmit power', 'As an index; 0 is the strongest.', integer('txp', 'power')),
  ruiValue('+RSSI', 'Strength of the last packet', 'In dBm.', integer('rssi', 'strength', { unit: 'dBm' }), {
    readOnly: true,
  }),
  ruiValue(
    '+SNR',
    'Signal to noise of the last packet',
    'In dB; below −10 is little.',
    integer('snr', 'signal to noise', { unit: 'dB' }),
    { readOnly: true },
  ),
  ruiValue('+P2P', 'Settings of point to point', 'With AT+NWM=0; the same on both sides.', P2P),
  rui({
    name: '+PSEND',
    title: 'Send point to point',
    meaning: 'With AT+NWM=0. +EVT:TXP2P DONE tells when it was sent.',
    forms: [
      read('AT+PSEND?'),
      write('AT+PSEND=<hex>', [text('payload', 'hexadecimal data', { words: (raw) => `${raw.length / 2} B` })]),
    ],
  }),
  ruiValue(
    '+PRECV',
    'Receive point to point',
    'With AT+NWM=0: how long to listen. +EVT:RXP2P tells what came.',
    integer('time', 'listen for', {
      range: [[0, 65_535]],
      unit: 'ms',
      values: {
        0: 'stop listening',
        65533: 'always, sending allowed',
        65534: 'always',
        65535: 'until one packet came',
      },
    }),
  ),
  ruiValue('+BAT', 'Supply', 'Voltage of the module.', text('volt', 'supply', { unit: 'V' }), {
    readOnly: true,
    group: 'power',
  }),
  rui({
    name: '+SLEEP',
    group: 'power',
    title: 'Sleep',
    meaning: 'For so many milliseconds, or until a byte comes.',
    forms: [
      read('AT+SLEEP?'),
      execute('AT+SLEEP'),
      write('AT+SLEEP=<time>', [integer('time', 'time', { unit: 'ms' })]),
    ],
  }),
  ruiValue(
    '+LPM',
    'Sleep by itself',
    'Sleeps whenever there is nothing to do; the first byte of a command may be lost.',
    SWITCH('lpm', 'sleep'),
    { group: 'power' },
  ),
  ruiValue('+BAUD', 'Rate of the serial port', 'Kept over a restart.', integer('baud', 'rate', { unit: 'baud' }), {
    group: 'basic',
    caution: { forms: ['write'], why: 'changes the rate of the serial port for good' },
  }),
];
