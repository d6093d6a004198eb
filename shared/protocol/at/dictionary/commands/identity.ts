import { a76Max, answer, command, execute, m3, read, test, write } from '../entryBuilders.ts';
import type { CommandEntry, FieldSpec, FormSpec, LineSpec } from '../entryTypes.ts';
import { choice, text } from '../fields.ts';

const MANUFACTURER = text('manufacturer', 'who made the modem');
const MODEL = text('model', 'model');
const REVISION = text('revision', 'firmware: name it in every question about this modem');
const IMEI = text('imei', 'number of this modem', { personal: true });

/** The lines of ATI. AT+SIMCOMATI adds more, and a second revision line without a name. */
const ATI_LINES: readonly LineSpec[] = [
  answer('Manufacturer', [MANUFACTURER], { sentence: ([name = 'not given']) => `made by ${name}` }),
  answer('Model', [MODEL], { sentence: ([name = 'not given']) => `model ${name}` }),
  answer('Revision', [REVISION], { sentence: ([name = 'not given']) => `firmware ${name}` }),
  answer('IMEI', [IMEI], { sentence: () => 'IMEI, the number of this modem' }),
  answer('+GCAP', [text('names', 'capabilities')]),
];

const single = (
  name: string,
  title: string,
  section: string,
  field: FieldSpec,
  prefix: string,
  more: Partial<CommandEntry> = {},
): CommandEntry =>
  command({
    name,
    group: 'identity',
    title,
    meaning: `Answers ${prefix === '' ? 'one line without a name' : `with ${prefix}`}.`,
    forms: [test(`AT${name}=?`), execute(`AT${name}`)],
    answers: [answer(prefix, [field])],
    section: m3(section),
    ...more,
  });

const ati = (syntax: string): readonly FormSpec[] => [execute(syntax)];

/** Who made it, which model, which firmware, which IMEI (V3.00 2.2). */
export const IDENTITY_COMMANDS: readonly CommandEntry[] = [
  command({
    name: 'I',
    group: 'identity',
    title: 'Product identification',
    meaning: 'Manufacturer, model, firmware, IMEI and capabilities, a line each.',
    forms: [...ati('ATI'), write('ATI<value>', [choice('value', 'which', { 0: 'all' }, { range: [[0, 9]] })])],
    answers: ATI_LINES,
    ...a76Max(120),
    section: m3('2.2.11'),
  }),
  command({
    name: '+SIMCOMATI',
    group: 'identity',
    title: 'Product identification, extended',
    meaning:
      'As ATI, with hardware and firmware build; the revision may take two lines. In no manual, yet most SIMCom firmwares know it.',
    forms: ati('AT+SIMCOMATI'),
    answers: [
      ...ATI_LINES,
      answer('QCN', [text('qcn', 'calibration')]),
      answer('MEID', [text('meid', 'CDMA number of this modem', { personal: true })]),
      answer('DeviceInfo', [text('info', 'build details')]),
      answer('', [text('build', 'second line of the revision')]),
    ],
    section: 'in no manual; seen in the field on SIM7600G and A76xx',
  }),
  single('+CGMI', 'Manufacturer', '2.2.28', MANUFACTURER, ''),
  single('+CGMM', 'Model', '2.2.29', MODEL, ''),
  command({
    name: '+CGMR',
    group: 'identity',
    title: 'Firmware revision',
    meaning: 'The firmware. The answer has a name (+CGMR:), unlike those of CGMI, CGMM and CGSN.',
    forms: [test('AT+CGMR=?'), execute('AT+CGMR')],
    answers: [
      answer('+CGMR', [REVISION], { sentence: ([name = 'not given']) => `firmware ${name}` }),
      answer('', [REVISION]),
    ],
    section: m3('2.2.30'),
  }),
  single('+CGSN', 'Serial number', '2.2.31', IMEI, ''),
  command({
    name: '+SIMEI',
    group: 'identity',
    title: 'IMEI in the modem',
    meaning: 'Reads or writes the IMEI. Writing another one is against the law in many countries.',
    forms: [
      test('AT+SIMEI=?'),
      read('AT+SIMEI?'),
      write('AT+SIMEI=<imei>', [text('imei', '15 digits', { length: [15, 15], personal: true })]),
    ],
    answers: [answer('+SIMEI', [IMEI])],
    caution: { forms: ['write'], why: 'overwrites the number of this modem for good' },
    section: m3('3.2.20'),
  }),
];
