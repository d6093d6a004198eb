import { a76Max, answer, command, execute, m3, read, test, write } from '../entryBuilders.ts';
import type { AtFamily, CommandEntry, FieldSpec } from '../entryTypes.ts';
import { choice, hex, integer, optional, withUnit } from '../fields.ts';

const FUN: Readonly<Record<string, string>> = {
  0: 'minimum: radio and SIM off',
  1: 'full',
  4: 'radio off (flight mode)',
  5: 'factory test',
  6: 'reset',
  7: 'offline',
};

const cfun = (families: readonly AtFamily[], values: Readonly<Record<string, string>>): CommandEntry => {
  const FIELD: FieldSpec = choice('fun', 'level', values, {
    judge: (raw) => (raw === '1' ? 'ok' : ['0', '4', '7', '8'].includes(raw) ? 'warning' : undefined),
  });
  return command({
    name: '+CFUN',
    families,
    group: 'power',
    title: 'Functionality',
    meaning:
      'Switches radio and SIM on and off, and restarts. From offline (7) only AT+CFUN=6 or a reset leads back. Not kept over a reset.',
    forms: [
      test('AT+CFUN=?'),
      read('AT+CFUN?'),
      write('AT+CFUN=<fun>[,<rst>]', [
        FIELD,
        optional(choice('rst', 'reset before', { 0: 'no', 1: 'yes, with fun 1 only' })),
      ]),
    ],
    answers: [answer('+CFUN', [FIELD])],
    ...a76Max(9),
    caution: {
      forms: ['write'],
      why: 'restarts the modem, or takes it offline until it is restarted',
      when: ([fun, rst]) => rst === '1' || ['5', '6', '7'].includes(fun ?? ''),
    },
    section: families.includes('sim7600') ? m3('3.2.1') : 'A76XX V1.09 3.2.1',
  });
};

const MILLIVOLTS = (name: string, meaning: string, from: number, to: number): FieldSpec =>
  integer(name, meaning, { range: [[from, to]], unit: 'mV' });

const LIMITS = (least: number): readonly FieldSpec[] => [
  choice('enable', 'watch the supply', { 0: 'off', 1: 'on' }),
  optional(MILLIVOLTS('low', 'lower limit', least, 4000)),
  optional(MILLIVOLTS('high', 'upper limit', 4001, 4300)),
];

/** `3.591V`; older firmwares put charge state and percent before it. */
const SUPPLY: FieldSpec = {
  name: 'voltage',
  meaning: 'supply',
  type: 'text',
  words: (raw) => {
    const volts = /([\d.]+)\s*V?$/.exec(raw)?.[1];
    return volts === undefined ? raw : withUnit(volts, 'V');
  },
  judge: (raw) => {
    const volts = Number(/([\d.]+)\s*V?$/.exec(raw)?.[1]);
    return volts < 3.4 ? 'warning' : volts <= 4.3 ? 'ok' : Number.isNaN(volts) ? undefined : 'warning';
  },
};

const TEMPERATURE = integer('temp', 'temperature of the module', {
  unit: '°C',
  judge: (raw) => (Number(raw) > 80 || Number(raw) < -30 ? 'warning' : undefined),
});

const GUARD = choice('on', 'temperature guard', { 0: 'off', 1: 'on' });

/** What a host sees under the best known product ids. */
const COMPOSITIONS: Readonly<Record<string, string>> = {
  '9001': 'diagnostics, NMEA, AT, modem, audio, QMI',
  '9003': 'as 9001, MBIM in place of QMI',
  '9011': 'RNDIS network card first, then the ports',
  '9018': 'as 9001, ECM network card in place of QMI',
};

const PID = hex('pid', 'USB product id', {
  words: (raw) => (COMPOSITIONS[raw] === undefined ? raw : `${raw} (${COMPOSITIONS[raw]})`),
});

/** Power, restart, supply, USB identity (V3.00 3.2, 19.2). */
export const POWER_COMMANDS: readonly CommandEntry[] = [
  cfun(['sim7600'], FUN),
  cfun(['a76xx'], { ...FUN, 8: 'SIM off' }),
  command({
    name: '+CRESET',
    group: 'power',
    title: 'Restart the modem',
    meaning: 'Answers OK, reports closed sockets and connections, then restarts: RDY follows after seconds.',
    forms: [test('AT+CRESET=?'), execute('AT+CRESET')],
    ...a76Max(9),
    caution: { forms: ['execute'], why: 'restarts the modem: all connections are lost' },
    section: m3('3.2.13'),
  }),
  command({
    name: '+CPOF',
    group: 'power',
    title: 'Power down',
    meaning: 'Saves, leaves the network and powers down. Only the power key or power brings it back.',
    forms: [test('AT+CPOF=?'), execute('AT+CPOF')],
    ...a76Max(9),
    caution: { forms: ['execute'], why: 'powers the modem down: only its power key brings it back' },
    section: m3('3.2.12'),
  }),
  command({
    name: '+CBC',
    group: 'power',
    title: 'Supply voltage',
    meaning: 'The supply as the modem sees it, between transmit bursts. 3.4 to 4.3 V are allowed.',
    forms: [execute('AT+CBC')],
    answers: [answer('+CBC', [SUPPLY], { sentence: (fields) => `supply ${SUPPLY.words?.(fields.join(',')) ?? ''}` })],
    section: m3('19.2.11'),
  }),
  command({
    name: '+CPMUTEMP',
    group: 'power',
    title: 'Temperature',
    meaning: 'Temperature of the module.',
    forms: [execute('AT+CPMUTEMP')],
    answers: [answer('+CPMUTEMP', [TEMPERATURE])],
    section: m3('19.2.12'),
  }),
  command({
    name: '+CMTE',
    group: 'power',
    title: 'Temperature guard',
    meaning: 'Reports +CMTE: ±1 when it gets too hot or cold, and shuts down at ±2.',
    forms: [test('AT+CMTE=?'), read('AT+CMTE?'), write('AT+CMTE=<on>', [GUARD])],
    answers: [answer('+CMTE', [GUARD], { forms: ['read'] })],
    section: m3('19.2.6'),
  }),
  command({
    name: '+CVALARM',
    group: 'power',
    title: 'Supply alarm',
    meaning: 'Reports UNDER-VOLTAGE WARNNING or OVER-VOLTAGE WARNNING every 10 s while the supply is out of limits.',
    forms: [test('AT+CVALARM=?'), read('AT+CVALARM?'), write('AT+CVALARM=<enable>[,<low>[,<high>]]', LIMITS(3300))],
    answers: [answer('+CVALARM', LIMITS(3300))],
    section: m3('19.2.1'),
  }),
  command({
    name: '+CPMVT',
    group: 'power',
    title: 'Power down out of limits',
    meaning: 'Powers the modem down when the supply leaves the limits. Kept over a reset.',
    forms: [test('AT+CPMVT=?'), read('AT+CPMVT?'), write('AT+CPMVT=<enable>[,<low>[,<high>]]', LIMITS(3200))],
    answers: [answer('+CPMVT', LIMITS(3200))],
    caution: {
      forms: ['write'],
      why: 'lets the modem power itself down at these voltages, after a reset too',
      when: ([enable]) => enable === '1',
    },
    section: m3('19.2.7'),
  }),
  command({
    name: '+CUSBPIDSWITCH',
    group: 'power',
    title: 'USB composition',
    meaning:
      'Which USB interfaces the modem shows: 9001 with ports and QMI, 9011 as RNDIS network card. Kept over a reset.',
    forms: [
      test('AT+CUSBPIDSWITCH=?'),
      read('AT+CUSBPIDSWITCH?'),
      write('AT+CUSBPIDSWITCH=<pid>,<reserve1>,<reserve2>', [
        PID,
        integer('reserve1', 'reserved', { range: [[0, 1]] }),
        integer('reserve2', 'reserved', { range: [[0, 1]] }),
      ]),
    ],
    answers: [answer('+CUSBPIDSWITCH', [PID])],
    caution: {
      forms: ['write'],
      why: 'restarts the modem with other USB ports, for good: this port may be gone afterwards',
    },
    section: m3('19.2.14'),
  }),
];
