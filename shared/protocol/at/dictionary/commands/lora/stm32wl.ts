import { answer, execute, read, test, write } from '../../entryBuilders.ts';
import type { CommandEntry, FieldSpec } from '../../entryTypes.ts';
import { choice, integer, text } from '../../fields.ts';
import { BYTES, CLASS, DATA_RATE, parts, SWITCH } from './loraFields.ts';

const wl = (
  entry: Pick<CommandEntry, 'name' | 'title' | 'meaning' | 'forms'> & Partial<CommandEntry>,
): CommandEntry => ({
  families: ['stm32wl'],
  group: 'lora',
  answers: [],
  errors: 'cme',
  maxSeconds: null,
  section: 'STM32CubeWL LoRaWAN_AT_Slave',
  ...entry,
});

/** A value that is asked with `=?`, answered alone on a line, and set with `=`; `?` prints help. */
const value = (
  name: string,
  title: string,
  meaning: string,
  field: FieldSpec,
  more: Partial<CommandEntry> & { readonly readOnly?: true } = {},
): CommandEntry => {
  const { readOnly, ...rest } = more;
  return wl({
    name,
    title,
    meaning,
    forms: [
      read(`AT${name}?`),
      test(`AT${name}=?`),
      ...(readOnly === true ? [] : [write(`AT${name}=<${field.name}>`, [field])]),
    ],
    answers: [
      answer('', [field], { forms: ['test'] }),
      answer(`AT${name}`, [text('help', 'help')], { forms: ['read'] }),
    ],
    ...rest,
  });
};

const radioTest = (name: string, title: string, meaning: string, field?: FieldSpec): CommandEntry =>
  wl({
    name,
    title,
    meaning,
    forms: [field === undefined ? execute(`AT${name}`) : write(`AT${name}=<${field.name}>`, [field])],
  });

const BANDS: Readonly<Record<string, string>> = {
  0: 'AS923',
  1: 'AU915',
  2: 'CN470',
  3: 'CN779',
  4: 'EU433',
  5: 'EU868',
  6: 'KR920',
  7: 'IN865',
  8: 'US915',
  9: 'RU864',
};

const DELAY = integer('delay', 'delay after sending', { unit: 'ms' });

const PAYLOAD = text('payload', 'port:confirm:hexadecimal data', {
  words: (raw) => {
    const [port = '', ack = '', data = ''] = parts(raw);
    return `${data.length / 2} B to port ${port}${ack === '1' ? ', to be confirmed' : ''}`;
  },
  judge: (raw) => (/^\d{1,3}:[01]:([0-9a-f]{2})*$/i.test(raw) ? undefined : 'warning'),
});

const VERSION = text('version', 'name and version');

/** The LoRaWAN_AT_Slave example of STM32CubeWL, 9600 baud 8N1, lines ended by CR LF. */
export const STM32WL_COMMANDS: readonly CommandEntry[] = [
  wl({ name: '', group: 'basic', title: 'Attention', meaning: 'Answers OK.', forms: [execute('AT')] }),
  wl({
    name: 'Z',
    group: 'basic',
    title: 'Restart',
    meaning: 'Restarts the microcontroller.',
    forms: [execute('ATZ')],
    caution: { forms: ['execute'], why: 'restarts the module: it must join again' },
  }),
  value(
    '+VL',
    'Verbose level',
    'How much the firmware prints besides answers; 0 for drivers.',
    integer('level', 'level', { range: [[0, 3]] }),
  ),
  value('+LTIME', 'Local time', 'Time after the network has told it.', text('time', 'time'), {
    readOnly: true,
    group: 'time',
  }),
  value(
    '+DEUI',
    'Device EUI',
    'As registered at the network server.',
    BYTES('deui', 'device EUI', 8, { personal: true }),
  ),
  value('+APPEUI', 'Join EUI', 'As registered at the network server.', BYTES('appeui', 'join EUI', 8)),
  value(
    '+NWKKEY',
    'Network key',
    'As registered at the network server.',
    BYTES('nwkkey', 'network key', 16, { secret: true }),
  ),
  value(
    '+APPKEY',
    'Application key',
    'As registered at the network server; a wrong one ends in no answer to joining.',
    BYTES('appkey', 'application key', 16, { secret: true }),
  ),
  value('+NWKSKEY', 'Network session key', 'For ABP.', BYTES('nwkskey', 'network session key', 16, { secret: true })),
  value(
    '+APPSKEY',
    'Application session key',
    'For ABP.',
    BYTES('appskey', 'application session key', 16, { secret: true }),
  ),
  value('+DADDR', 'Device address', 'For ABP.', BYTES('daddr', 'device address', 4)),
  value('+NWKID', 'Network id', 'Part of the device address.', integer('nwkid', 'network id', { range: [[0, 127]] })),
  wl({
    name: '+JOIN',
    title: 'Join a network',
    meaning: 'OK only means accepted: wait for +EVT:JOINED. Before it AT+SEND answers AT_NO_NETWORK_JOINED.',
    forms: [read('AT+JOIN?'), write('AT+JOIN=<mode>', [choice('mode', 'way of joining', { 0: 'ABP', 1: 'OTAA' })])],
  }),
  wl({
    name: '+LINKC',
    title: 'Check of the link',
    meaning: 'The next message asks how well it is heard.',
    forms: [read('AT+LINKC?'), execute('AT+LINKC')],
  }),
  wl({
    name: '+SEND',
    title: 'Send',
    meaning: 'OK only means accepted; a confirmed message is followed by +EVT:SEND_CONFIRMED.',
    forms: [read('AT+SEND?'), write('AT+SEND=<port>:<ack>:<hex>', [PAYLOAD])],
  }),
  wl({
    name: '+VER',
    group: 'identity',
    title: 'Firmware',
    meaning: 'Versions of the application and of its parts.',
    forms: [read('AT+VER?'), test('AT+VER=?')],
    answers: [answer('', [VERSION], { forms: ['test'] })],
  }),
  value('+ADR', 'Adaptive data rate', 'Lets the network choose the data rate.', SWITCH('adr', 'adaptive data rate')),
  value('+DR', 'Data rate', 'Higher is faster and reaches less far.', DATA_RATE),
  value('+BAND', 'Region', 'Must be that of the network and of the country.', choice('band', 'region', BANDS)),
  value('+CLASS', 'Class', 'When the module listens.', CLASS),
  value('+DCS', 'Duty cycle', 'The limit of airtime in Europe; switched off for tests only.', SWITCH('dcs', 'limit')),
  value('+JN1DL', 'First window after joining', 'Must fit the network.', DELAY),
  value('+JN2DL', 'Second window after joining', 'Must fit the network.', DELAY),
  value('+RX1DL', 'First receive window', 'Must fit the network.', DELAY),
  value('+RX2DL', 'Second receive window', 'Must fit the network.', DELAY),
  value('+RX2DR', 'Data rate of the second window', 'Must fit the network.', DATA_RATE),
  value(
    '+RX2FQ',
    'Frequency of the second window',
    'Must fit the network.',
    integer('frequency', 'frequency', { unit: 'Hz' }),
  ),
  value('+TXP', 'Transmit power', 'As an index; 0 is the strongest.', integer('txp', 'power', { range: [[0, 15]] })),
  value(
    '+PGSLOT',
    'Ping slot',
    'Of class B, as a power of two.',
    integer('period', 'period', {
      range: [[0, 7]],
      words: (raw) => (/^[0-7]$/.test(raw) ? `${2 ** Number(raw)} s` : raw),
    }),
  ),
  value('+BAT', 'Supply', 'Voltage of the module.', integer('level', 'supply', { unit: 'mV' }), {
    readOnly: true,
    group: 'power',
  }),
  radioTest('+TTONE', 'Radio test: tone', 'Sends a carrier until AT+TOFF.'),
  radioTest('+TRSSI', 'Radio test: strength', 'Measures until AT+TOFF.'),
  value(
    '+TCONF',
    'Radio test: settings',
    'Frequency, power, bandwidth and more, with colons between them.',
    text('settings', 'settings'),
  ),
  radioTest('+TTX', 'Radio test: send', 'Sends so many packets.', integer('packets', 'packets')),
  radioTest('+TRX', 'Radio test: receive', 'Waits for so many packets.', integer('packets', 'packets')),
  radioTest(
    '+TTH',
    'Radio test: hop',
    'Sends over a range of frequencies.',
    text('settings', 'from, to, step, packets'),
  ),
  radioTest('+TOFF', 'Radio test: end', 'Ends the running test.'),
  radioTest(
    '+CERTIF',
    'Certification mode',
    'For tests of the LoRa Alliance.',
    choice('mode', 'way of joining', { 0: 'ABP', 1: 'OTAA' }),
  ),
];
