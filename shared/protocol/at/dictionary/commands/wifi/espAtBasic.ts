import { answer, execute, read, write } from '../../entryBuilders.ts';
import type { CommandEntry, FieldSpec } from '../../entryTypes.ts';
import { choice, integer, text } from '../../fields.ts';
import { espAt, espAtSetting } from './espAtEntry.ts';

const section = 'ESP-AT, Basic AT Commands';

const UART: readonly FieldSpec[] = [
  integer('baudrate', 'rate', { range: [[80, 5_000_000]], unit: 'baud' }),
  integer('databits', 'data bits', { range: [[5, 8]] }),
  choice('stopbits', 'stop bits', { 1: '1', 2: '1.5', 3: '2' }),
  choice('parity', 'parity', { 0: 'none', 1: 'odd', 2: 'even' }),
  choice('flow control', 'flow control', { 0: 'none', 1: 'RTS', 2: 'CTS', 3: 'RTS and CTS' }),
];

/** The module itself. */
export const ESP_AT_BASIC: readonly CommandEntry[] = [
  espAt({ name: '', group: 'basic', title: 'Attention', meaning: 'Answers OK.', forms: [execute('AT')], section }),
  espAt({
    name: 'E',
    group: 'basic',
    title: 'Echo',
    meaning: 'Whether the module returns what it receives.',
    forms: [execute('ATE'), write('ATE<value>', [choice('value', 'echo', { 0: 'off', 1: 'on' })])],
    section,
  }),
  espAt({
    name: '+RST',
    group: 'basic',
    title: 'Restart',
    meaning: 'Restarts the module: OK, some noise of the boot loader at another rate, then ready.',
    forms: [execute('AT+RST')],
    caution: { forms: ['execute'], why: 'restarts the module: all connections are lost' },
    section,
  }),
  espAt({
    name: '+RESTORE',
    group: 'basic',
    title: 'Factory settings',
    meaning: 'Sets everything back, Wi-Fi and rate too, and restarts.',
    forms: [execute('AT+RESTORE')],
    caution: { forms: ['execute'], why: 'sets back all settings, the Wi-Fi network too' },
    section,
  }),
  espAt({
    name: '+GMR',
    group: 'identity',
    title: 'Firmware',
    meaning: 'Versions of AT, SDK and firmware, one a line.',
    forms: [execute('AT+GMR')],
    answers: [answer('', [text('version', 'version')], { sentence: (fields) => fields.join(', ') })],
    section,
  }),
  espAtSetting(
    {
      name: '+SYSLOG',
      group: 'basic',
      title: 'Reasons of errors',
      meaning: 'With 1, ERR CODE:0x… before ERROR says why.',
      section,
    },
    [choice('state', 'reasons', { 0: 'not told', 1: 'told' })],
  ),
  espAtSetting(
    { name: '+UART_CUR', group: 'basic', title: 'Serial port, now', meaning: 'Lost at a restart.', section },
    UART,
  ),
  espAtSetting(
    {
      name: '+UART_DEF',
      group: 'basic',
      title: 'Serial port, for good',
      meaning: 'Kept over a restart.',
      caution: { forms: ['write'], why: 'changes the serial port for good' },
      section,
    },
    UART,
  ),
  espAt({
    name: '+SYSRAM',
    group: 'basic',
    title: 'Free memory',
    meaning: 'Free now and the least so far.',
    forms: [read('AT+SYSRAM?')],
    answers: [
      answer('+SYSRAM', [
        integer('remaining', 'free', { unit: 'B' }),
        integer('minimum', 'least so far', { unit: 'B' }),
      ]),
    ],
    section,
  }),
  espAt({
    name: '+GSLP',
    group: 'power',
    title: 'Deep sleep',
    meaning: 'For so many milliseconds; waking up is a restart.',
    forms: [write('AT+GSLP=<time>', [integer('time', 'time', { unit: 'ms' })])],
    caution: { forms: ['write'], why: 'switches the module off until it wakes up' },
    section,
  }),
];
