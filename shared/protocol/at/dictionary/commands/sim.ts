import { a76Max, answer, command, execute, m3, read, test, write } from '../entryBuilders.ts';
import type { CommandEntry, FieldSpec, Severity } from '../entryTypes.ts';
import { choice, integer, optional, string, text } from '../fields.ts';

const CPIN_STATES: Readonly<Record<string, string>> = {
  READY: 'ready',
  'SIM PIN': 'waits for its PIN',
  'SIM PUK': 'blocked: waits for the PUK and a new PIN',
  'SIM PIN2': 'waits for PIN2',
  'SIM PUK2': 'waits for PUK2',
  'PH-SIM PIN': 'device locked to another SIM',
  'PH-NET PIN': 'device locked to an operator',
  'NOT READY': 'not ready yet',
  'NOT INSERTED': 'not inserted',
  'SIM REMOVED': 'removed',
};

const judgeSim = (raw: string): Severity => {
  if (raw === 'READY') return 'ok';
  return raw === 'NOT READY' || raw === 'SIM PIN2' || raw === 'SIM PUK2' ? 'note' : 'error';
};

/** State of the SIM, in the words of `+CPIN:`. Other texts are taken as they are. */
export const SIM_STATE: FieldSpec = text('code', 'state of the SIM', {
  words: (raw) => CPIN_STATES[raw] ?? raw,
  judge: judgeSim,
});

const CODE_DIGITS = { length: [4, 8], secret: true } as const;

const ICCID = text('iccid', 'number of the SIM card', {
  personal: true,
  words: (raw) => (raw.startsWith('89') ? `${raw} (a telecom card, ${digitCount(raw)} digits)` : raw),
});
const digitCount = (raw: string): number => raw.replace(/F+$/i, '').length;

const IMSI = text('imsi', 'subscriber number on the SIM', {
  personal: true,
  words: (raw) => (/^\d{14,15}$/.test(raw) ? `${raw} (country code ${raw.slice(0, 3)})` : raw),
});

const attempts = (name: string, code: string): FieldSpec =>
  integer(name, `attempts left for ${code}`, {
    words: (raw) => (raw === '0' ? `none left for ${code}` : `${raw} left`),
    judge: (raw) => (raw === '0' ? 'error' : raw === '1' ? 'warning' : undefined),
  });

/** The SIM card (V3.00 2.2, 3.2, 4.2, 24.2). */
export const SIM_COMMANDS: readonly CommandEntry[] = [
  command({
    name: '+CPIN',
    group: 'sim',
    title: 'SIM state and PIN',
    meaning:
      'Asks whether the SIM is ready, or gives its PIN (after three wrong ones PUK and new PIN). Too early after the start it answers SIM failure or SIM busy, and +CPIN: READY follows.',
    forms: [
      test('AT+CPIN=?'),
      read('AT+CPIN?'),
      write('AT+CPIN=<pin>[,<newpin>]', [
        text('pin', 'PIN, or PUK', CODE_DIGITS),
        optional(text('newpin', 'new PIN, behind a PUK', CODE_DIGITS)),
      ]),
    ],
    answers: [answer('+CPIN', [SIM_STATE], { sentence: ([code = '']) => `SIM ${CPIN_STATES[code] ?? code}` })],
    ...a76Max(9),
    caution: { forms: ['write'], why: 'each wrong PIN costs an attempt: after three the card asks for its PUK' },
    section: m3('3.2.2'),
  }),
  command({
    name: '+SPIC',
    group: 'sim',
    title: 'PIN attempts left',
    meaning: 'How many more wrong codes the card forgives, for each of its codes.',
    forms: [test('AT+SPIC=?'), execute('AT+SPIC')],
    answers: [
      answer('+SPIC', [
        attempts('pin', 'the PIN'),
        attempts('puk', 'the PUK'),
        attempts('pin2', 'PIN2'),
        attempts('puk2', 'PUK2'),
      ]),
    ],
    section: m3('3.2.6'),
  }),
  command({
    name: '+CICCID',
    group: 'sim',
    title: 'Number of the SIM card',
    meaning: 'The ICCID. The answer is named +ICCID, not +CICCID; it may hold letters.',
    forms: [test('AT+CICCID=?'), execute('AT+CICCID')],
    answers: [answer('+ICCID', [ICCID], { sentence: () => 'number of the SIM card: a card is there and can be read' })],
    ...a76Max(9),
    section: m3('3.2.3'),
  }),
  command({
    name: '+CIMI',
    group: 'sim',
    title: 'Subscriber number (IMSI)',
    meaning: 'The IMSI on a line without a name: a report between command and answer is easily taken for it.',
    forms: [test('AT+CIMI=?'), execute('AT+CIMI')],
    answers: [answer('', [IMSI], { sentence: () => 'subscriber number on the SIM' })],
    ...a76Max(9),
    section: m3('2.2.33'),
  }),
  command({
    name: '+CIMIM',
    families: ['sim7600'],
    group: 'sim',
    title: 'Second subscriber number',
    meaning: 'The second IMSI of cards that hold two.',
    forms: [test('AT+CIMIM=?'), execute('AT+CIMIM')],
    answers: [answer('', [IMSI])],
    section: m3('2.2.34'),
  }),
  command({
    name: '+CSPN',
    group: 'sim',
    title: 'Operator name on the SIM',
    meaning: 'The name the card carries, not that of the network in use.',
    forms: [test('AT+CSPN=?'), read('AT+CSPN?')],
    answers: [
      answer('+CSPN', [
        string('name', 'operator name'),
        choice('display', 'network name beside it', { 0: 'not shown', 1: 'shown' }),
      ]),
    ],
    section: m3('3.2.7'),
  }),
];
