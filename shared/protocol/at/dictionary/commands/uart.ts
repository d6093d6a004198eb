import { a76Max, answer, command, execute, m3, read, test, write } from '../entryBuilders.ts';
import type { AtFamily, CommandEntry, FieldSpec } from '../entryTypes.ts';
import { choice, integer, optional } from '../fields.ts';

const A76XX = 'A76XX V1.09';
const STEPS = [300, 600, 1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600];

const rateField = (rates: readonly number[]): FieldSpec =>
  integer('speed', 'bits per second', {
    values: { ...(rates.includes(0) ? { 0: 'automatic, found from the next AT' } : {}) },
    range: rates.map((rate) => [rate, rate] as const),
    unit: 'bit/s',
  });

const RATES: Readonly<Record<'sim7600' | 'a76xx', FieldSpec>> = {
  sim7600: rateField([0, ...STEPS, 3_000_000, 3_200_000, 3_686_400]),
  a76xx: rateField([...STEPS, 1_842_000, 3_686_400]),
};

const FORMATS: Readonly<Record<'sim7600' | 'a76xx', readonly FieldSpec[]>> = {
  sim7600: [
    choice('format', 'data, parity and stop bits', {
      1: '8 data bits, 2 stop bits',
      2: '8 data bits, parity, 1 stop bit',
      3: '8 data bits, 1 stop bit',
      4: '7 data bits, 2 stop bits',
      5: '7 data bits, parity, 1 stop bit',
      6: '7 data bits, 1 stop bit',
    }),
    choice('parity', 'parity', { 0: 'odd', 1: 'even', 2: 'space', 3: 'no parity' }),
  ],
  a76xx: [
    choice('format', 'data, parity and stop bits', {
      1: '8 data bits, parity, 1 stop bit',
      2: '8 data bits, 1 stop bit',
      3: '7 data bits, parity, 1 stop bit',
      4: '7 data bits, 1 stop bit',
    }),
    choice('parity', 'parity', { 0: 'odd', 1: 'even', 2: 'no parity' }),
  ],
};

/** Commands whose values differ between the families. */
const perFamily = (family: 'sim7600' | 'a76xx'): readonly CommandEntry[] => {
  const families: readonly AtFamily[] = [family];
  const old = family === 'sim7600';
  const [format, parity] = FORMATS[family];
  const framing = [format, parity].filter((spec) => spec !== undefined);
  return [
    command({
      name: '+IPR',
      families,
      group: 'basic',
      title: 'Baud rate until the next reset',
      meaning:
        'Sets the rate of the serial port at once; the answer still comes at the old one. 0 finds the rate by itself, but then RDY and the other boot reports are not sent.',
      forms: [test('AT+IPR=?'), read('AT+IPR?'), write('AT+IPR=<speed>', [RATES[family]]), execute('AT+IPR')],
      answers: [answer('+IPR', [RATES[family]])],
      ...a76Max(9),
      caution: { forms: ['write', 'execute'], why: 'changes the baud rate: the port must follow to be understood' },
      section: old ? m3('2.2.12') : `${A76XX} 10.2.3`,
    }),
    command({
      name: '+IPREX',
      families,
      group: 'basic',
      title: 'Baud rate for good',
      meaning: 'As AT+IPR, and kept over a reset. Without a value the default of 115200.',
      forms: [test('AT+IPREX=?'), read('AT+IPREX?'), write('AT+IPREX=<speed>', [RATES[family]]), execute('AT+IPREX')],
      answers: [answer('+IPREX', [RATES[family]])],
      ...(old ? {} : { maxSeconds: 9 }),
      caution: {
        forms: ['write', 'execute'],
        why: 'changes the baud rate for good: after the next reset too the modem speaks only at it',
      },
      section: old ? m3('19.2.15') : `${A76XX} 10.2.4`,
    }),
    command({
      name: '+ICF',
      families,
      group: 'basic',
      title: 'Character format',
      meaning: `Data bits, parity and stop bits. The usual 8N1 is AT+ICF=${old ? '3,3' : '2,2'}.`,
      forms: [
        test('AT+ICF=?'),
        read('AT+ICF?'),
        write(
          'AT+ICF=<format>[,<parity>]',
          framing.map((spec, index) => (index === 0 ? spec : optional(spec))),
        ),
        execute('AT+ICF'),
      ],
      answers: [answer('+ICF', framing)],
      caution: { forms: ['write'], why: 'changes the character format: the port must follow to be understood' },
      section: old ? m3('2.2.13') : `${A76XX} 10.2.5`,
    }),
  ];
};

const FLOW = (name: string, pin: string): FieldSpec =>
  choice(name, `flow control by ${pin}`, { 0: 'none', 1: 'XON/XOFF', 2: `hardware, ${pin}` });

const PORT = choice('port', 'where reports go', {
  0: 'all ports',
  1: 'the UART',
  2: 'the USB modem port',
  3: 'the USB AT port',
  4: 'multiplexer channel 1',
  5: 'multiplexer channel 2',
  6: 'multiplexer channel 3',
  7: 'multiplexer channel 4',
});

const RING: readonly FieldSpec[] = [
  choice('status', 'pulse of the ring pin on every report', { 0: 'off', 1: 'on' }),
  optional(integer('urc', 'pulse on a report', { range: [[10, 6000]], unit: 'ms', default: '60' })),
  optional(integer('sms', 'pulse on a message', { range: [[20, 6000]], unit: 'ms', default: '120' })),
];

const SLEEP = choice('status', 'sleep of the UART', {
  0: 'never sleeps',
  1: 'sleeps while DTR is high: pull it low and wait 20 ms before sending',
  2: 'sleeps until it receives something (A76xx)',
});

/** The serial port and what comes out of it (V3.00 2.2, 3.2, 19.2). */
export const UART_COMMANDS: readonly CommandEntry[] = [
  ...perFamily('sim7600'),
  ...perFamily('a76xx'),
  command({
    name: '+IFC',
    group: 'basic',
    title: 'Flow control',
    meaning: 'None unless it is set: with hardware flow control on and the pins open, the modem falls silent.',
    forms: [
      test('AT+IFC=?'),
      read('AT+IFC?'),
      write('AT+IFC=<dce>[,<dte>]', [FLOW('dce', 'RTS'), optional(FLOW('dte', 'CTS'))]),
      execute('AT+IFC'),
    ],
    answers: [answer('+IFC', [FLOW('dce', 'RTS'), FLOW('dte', 'CTS')])],
    caution: {
      forms: ['write'],
      why: 'turns flow control on: without the RTS and CTS wires the modem stops sending',
      when: (args) => args.some((value) => value !== '0'),
    },
    section: m3('2.2.14'),
  }),
  command({
    name: '+CATR',
    group: 'basic',
    title: 'Where reports go',
    meaning: 'The port that gets unsolicited result codes. Set to another port, none comes on this one.',
    forms: [test('AT+CATR=?'), read('AT+CATR?'), write('AT+CATR=<port>', [PORT])],
    answers: [answer('+CATR', [PORT])],
    section: m3('3.2.11'),
  }),
  command({
    name: '+CSCLK',
    group: 'power',
    title: 'Sleep of the serial port',
    meaning: 'Whether the UART may sleep. Asleep it loses the first characters or does not answer at all.',
    forms: [test('AT+CSCLK=?'), read('AT+CSCLK?'), write('AT+CSCLK=<status>', [SLEEP]), execute('AT+CSCLK')],
    answers: [answer('+CSCLK', [SLEEP])],
    section: m3('19.2.17'),
  }),
  command({
    name: '+CFGRI',
    group: 'basic',
    title: 'Ring pin on reports',
    meaning: 'Pulls the RI pin low for a moment on a report or a message, to wake the host.',
    forms: [
      test('AT+CFGRI=?'),
      read('AT+CFGRI?'),
      write('AT+CFGRI=<status>[,<urc>[,<sms>]]', RING),
      execute('AT+CFGRI'),
    ],
    answers: [answer('+CFGRI', RING)],
    section: m3('19.2.16'),
  }),
  command({
    name: '+CMUX',
    group: 'basic',
    title: 'Multiplexer',
    meaning: 'After OK the UART carries GSM 07.10 frames (F9 … F9) with four channels and no plain AT text.',
    forms: [
      test('AT+CMUX=?'),
      read('AT+CMUX?'),
      write('AT+CMUX=<mode>[,<subset>[,<speed>[,<n1>[,<t1>[,<n2>[,<t2>]]]]]]', [
        choice('mode', 'kind of frames', { 0: 'basic' }),
        optional(integer('subset', 'frame subset')),
        optional(integer('speed', 'rate of the port', { range: [[1, 8]] })),
        optional(integer('n1', 'largest frame', { range: [[1, 1500]], unit: 'bytes' })),
        optional(integer('t1', 'acknowledgement timer', { unit: '× 10 ms' })),
        optional(integer('n2', 'repetitions')),
        optional(integer('t2', 'response timer', { range: [[2, 1000]], unit: '× 10 ms' })),
      ]),
    ],
    answers: [
      answer('+CMUX', [
        integer('mode', 'kind of frames'),
        integer('subset', 'frame subset'),
        integer('speed', 'rate of the port'),
        integer('n1', 'largest frame', { unit: 'bytes' }),
        integer('t1', 'acknowledgement timer'),
        integer('n2', 'repetitions'),
        integer('t2', 'response timer'),
      ]),
    ],
    caution: {
      forms: ['write'],
      why: 'turns the port over to multiplexer frames: plain AT commands are no longer understood',
    },
    section: m3('19.2.18'),
  }),
];
