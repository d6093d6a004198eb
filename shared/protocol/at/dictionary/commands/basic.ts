import { a76Max, answer, command, execute, m3, read, test, write } from '../entryBuilders.ts';
import type { CommandEntry, FieldSpec } from '../entryTypes.ts';
import { choice, integer, text, word } from '../fields.ts';
import { SETTINGS_DUMP } from './settingsDump.ts';

const off = (what: string): Readonly<Record<string, string>> => ({ 0: `${what} off`, 1: `${what} on` });

/** A basic command: `ATE0`. */
const basic = (
  name: string,
  title: string,
  meaning: string,
  section: string,
  parameter: FieldSpec,
  more: Partial<CommandEntry> = {},
): CommandEntry =>
  command({
    name,
    group: 'basic',
    title,
    meaning,
    forms: [execute(`AT${name}`), write(`AT${name}<${parameter.name}>`, [parameter])],
    section: m3(section),
    ...more,
  });

const PROFILE = choice('value', 'profile', { 0: 'profile 0' });

const CMEE = choice('n', 'how errors are told', {
  0: 'errors as plain ERROR',
  1: 'errors with a number',
  2: 'errors in words',
});

/** V.250 commands and the format of answers (V3.00 chapter 2). */
export const BASIC_COMMANDS: readonly CommandEntry[] = [
  command({
    name: '',
    group: 'basic',
    title: 'Attention',
    meaning: 'Does nothing but answer OK: shows that the modem is there, at this rate. With autobaud it sets the rate.',
    forms: [execute('AT')],
    section: m3('1.4'),
  }),
  command({
    name: 'A/',
    group: 'basic',
    title: 'Repeat the last command',
    meaning: 'Executed at once, without a carriage return. Answers as the repeated command does.',
    forms: [execute('A/')],
    maxSeconds: 120,
    section: m3('2.2.1'),
  }),
  command({
    name: '+++',
    group: 'basic',
    title: 'Leave data mode',
    meaning:
      'Typed in data mode, without a carriage return: silence of a second before and after, at most 0.9 s between the signs. Answers OK; the connection stays.',
    forms: [execute('+++')],
    section: m3('2.2.9'),
  }),
  basic(
    'O',
    'Return to data mode',
    'Back into the connection left with +++. Answers CONNECT, or NO CARRIER when there is none.',
    '2.2.10',
    choice('n', 'which', { 0: 'the connection that was left' }),
  ),
  basic(
    'E',
    'Echo',
    'Whether the modem returns what it receives. The echo shows what really arrived: leave it on while looking for bit errors.',
    '2.2.16',
    choice('value', 'echo', off('echo')),
    a76Max(120),
  ),
  basic(
    'V',
    'Result codes in words',
    'ATV0 answers numbers and no line feeds: most drivers expect ATV1.',
    '2.2.20',
    choice('value', 'format', {
      0: 'numbers',
      1: 'words',
    }),
  ),
  basic(
    'Q',
    'Result codes on or off',
    'ATQ1 silences OK and ERROR: a driver then waits for ever.',
    '2.2.22',
    choice('n', 'result codes', {
      0: 'sent',
      1: 'suppressed',
    }),
  ),
  basic(
    'X',
    'Text behind CONNECT',
    'From 1 on CONNECT may be followed by a rate or a protocol.',
    '2.2.23',
    integer('value', 'format', {
      range: [[0, 4]],
    }),
  ),
  basic(
    '\\V',
    'Protocol behind CONNECT',
    'Whether CONNECT names protocol, APN and rates.',
    '2.2.24',
    choice('value', 'protocol', {
      0: 'not told',
      1: 'told',
    }),
  ),
  basic(
    '&E',
    'Rate behind CONNECT',
    'Which rate CONNECT names, with ATX above 0.',
    '2.2.25',
    choice('value', 'rate', {
      0: 'of the radio connection',
      1: 'of the serial port',
    }),
  ),
  basic(
    '&C',
    'Data carrier detect line',
    'What the DCD pin shows.',
    '2.2.15',
    choice('value', 'DCD', {
      0: 'always on',
      1: 'on while there is a carrier',
      2: 'off for a moment when a data call ends',
    }),
  ),
  basic(
    '&D',
    'Data terminal ready line',
    'What the modem does when DTR drops in data mode.',
    '2.2.18',
    choice('value', 'on dropping DTR', {
      0: 'nothing',
      1: 'to command mode, connection kept',
      2: 'hang up, to command mode',
    }),
  ),
  basic(
    '&S',
    'Data set ready line',
    'What the DSR pin shows.',
    '2.2.19',
    choice('value', 'DSR', {
      0: 'always on',
      1: 'on while connected',
    }),
  ),
  basic(
    '&F',
    'Factory settings',
    'Sets echo, formats, flow control, registration reports, error format, mode preference and more to what the maker chose. Ends calls.',
    '2.2.21',
    PROFILE,
    {
      caution: {
        forms: ['execute', 'write'],
        why: 'sets many settings back to the factory values and ends calls; AT+CNMP and AT+CTZU among them are kept over a reset',
      },
    },
  ),
  basic(
    '&W',
    'Save settings',
    'Saves E, Q, V, X, &C, &D, &S, \\V, IFC, ICF, S0, S7 and S10. Not IPR, CMEE or CREG.',
    '2.2.26',
    PROFILE,
    { caution: { forms: ['execute', 'write'], why: 'overwrites the saved settings; they stay over a reset' } },
  ),
  basic('Z', 'Restore saved settings', 'Takes back what AT&W saved.', '2.2.27', PROFILE, {
    caution: { forms: ['execute', 'write'], why: 'replaces the current settings by the saved ones' },
  }),
  command({
    name: '&V',
    group: 'basic',
    title: 'Show settings',
    meaning: 'Several lines of names and values; some firmwares put bytes FF between them.',
    forms: [execute('AT&V')],
    answers: [SETTINGS_DUMP],
    section: m3('2.2.17'),
  }),
  command({
    name: 'S',
    group: 'basic',
    title: 'S register',
    meaning:
      'ATS0 rings before answering, S3 and S4 line ends, S7 seconds to wait for a carrier, S10 delay to hang up.',
    forms: [read('ATS<n>?'), write('ATS<n>=<value>', [integer('value', 'value', { range: [[0, 255]] })])],
    answers: [answer('', [integer('value', 'value')])],
    section: m3('2.2.8'),
  }),
  command({
    name: '+CMEE',
    group: 'basic',
    title: 'Error format',
    meaning:
      'How errors are told: AT+CMEE=2 gives the reason in words. Syntax errors are plain ERROR whatever it says. Not kept over a reset.',
    forms: [test('AT+CMEE=?'), read('AT+CMEE?'), write('AT+CMEE=<n>', [CMEE]), execute('AT+CMEE')],
    answers: [answer('+CMEE', [CMEE])],
    ...a76Max(9),
    section: m3('3.2.18'),
  }),
  command({
    name: '+CSCS',
    group: 'basic',
    title: 'Character set',
    meaning: 'Character set of strings in commands and answers; with UCS2 they are hexadecimal.',
    forms: [
      test('AT+CSCS=?'),
      read('AT+CSCS?'),
      write('AT+CSCS=<chset>', [
        word('chset', 'character set', {
          IRA: 'ASCII',
          GSM: 'GSM 7 bit',
          UCS2: 'UCS2 in hexadecimal',
        }),
      ]),
      execute('AT+CSCS'),
    ],
    answers: [answer('+CSCS', [text('chset', 'character set')])],
    section: m3('2.2.32'),
  }),
  command({
    name: '+GCAP',
    group: 'basic',
    title: 'Capabilities',
    meaning: 'What the modem can do besides data: +CGSM GSM, +FCLASS fax, +DS compression.',
    forms: [test('AT+GCAP=?'), execute('AT+GCAP')],
    answers: [answer('+GCAP', [text('names', 'capabilities')])],
    section: m3('2.2.35'),
  }),
];
