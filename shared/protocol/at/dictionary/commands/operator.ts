import { splitQuotedFields, unquoted } from '../../commandLine.ts';
import { a76Max, answer, command, execute, m3, read, test, write } from '../entryBuilders.ts';
import type { CommandEntry, DecodedField, FieldSpec } from '../entryTypes.ts';
import { choice, integer, optional, readField, readFields, string } from '../fields.ts';
import { OPERATOR_ACT } from './accessTechnology.ts';

const MODES: Readonly<Record<string, string>> = {
  0: 'automatic',
  1: 'manual',
  2: 'deregistered by command',
  3: 'name format only',
  4: 'manual, else automatic',
  5: 'manual until the next reset',
};

const MODE = choice('mode', 'operator selection', MODES, {
  judge: (raw) => (raw === '2' ? 'error' : undefined),
});

const FORMAT = choice('format', 'form of the name', { 0: 'long name', 1: 'short name', 2: 'number' });
const OPERATOR = string('oper', 'operator', {
  words: (raw) => (/^\d{5,6}$/.test(raw) ? `${raw} (country ${raw.slice(0, 3)}, network ${raw.slice(3)})` : raw),
});

const AVAILABILITY: Readonly<Record<string, string>> = {
  0: 'unknown',
  1: 'available',
  2: 'in use',
  3: 'forbidden for this SIM',
};

/** `(2,"China Unicom","Unicom","46001",0)`: a network the scan found. */
function foundNetwork(group: string): DecodedField {
  const [stat = '', long = '', short = '', number = '', act = ''] = splitQuotedFields(group.slice(1, -1)).map(unquoted);
  const technology = act === '' ? [] : [readField(OPERATOR_ACT, act).text];
  const parts = [`${long || short || 'without a name'} ${number}`.trim(), ...technology, AVAILABILITY[stat] ?? stat];
  const severity = stat === '3' ? 'warning' : stat === '2' ? 'ok' : undefined;
  const field = { name: 'network', raw: group, text: parts.join(', ') };
  return severity === undefined ? field : { ...field, severity };
}

/** Networks of a scan, then after an empty field the modes and name formats the modem takes. */
function decodeScan(fields: readonly string[]): readonly DecodedField[] {
  const gap = fields.indexOf('');
  const networks = (gap < 0 ? fields : fields.slice(0, gap)).map((group) =>
    group.startsWith('(')
      ? foundNetwork(group)
      : { name: 'network', raw: group, text: group, severity: 'note' as const },
  );
  const lists = gap < 0 ? [] : fields.slice(gap).filter((list) => list !== '');
  const named = lists.map((raw, index) => ({
    name: ['modes', 'formats'][index] ?? 'list',
    raw,
    text: `${raw.replace(/^\((.*)\)$/, '$1')} allowed`,
  }));
  return [...networks, ...named];
}

const STATE_FIELDS: readonly FieldSpec[] = [MODE, FORMAT, OPERATOR, OPERATOR_ACT];
const isScan = ([first = '']: readonly string[]): boolean => first.startsWith('(') || first === '';

/** Operator selection (V3.00 4.2.2, 4.2.9, 4.2.10). */
export const OPERATOR_COMMANDS: readonly CommandEntry[] = [
  command({
    name: '+COPS',
    group: 'network',
    title: 'Operator selection',
    meaning:
      'Which operator is used and how it is chosen. AT+COPS=2 leaves the network until AT+COPS=0. AT+COPS=? searches for minutes and is ended by any byte.',
    forms: [
      test('AT+COPS=?'),
      read('AT+COPS?'),
      write('AT+COPS=<mode>[,<format>[,<oper>[,<AcT>]]]', [
        MODE,
        optional(FORMAT),
        optional(OPERATOR),
        optional(OPERATOR_ACT),
      ]),
      execute('AT+COPS'),
    ],
    answers: [
      answer('+COPS', STATE_FIELDS, {
        forms: ['read', 'test'],
        decode: (fields) => (isScan(fields) ? decodeScan(fields) : readFields(STATE_FIELDS, fields)),
        sentence: (fields) => {
          if (isScan(fields)) {
            const found = decodeScan(fields).filter(({ name, raw }) => name === 'network' && raw !== '').length;
            return found === 1 ? '1 network found' : `${found} networks found`;
          }
          const [mode = '', , operator = '', act = ''] = fields;
          if (mode === '2') return 'deregistered by AT+COPS=2: AT+COPS=0 brings it back';
          if (operator === '') return `operator selection ${MODES[mode] ?? mode}, none selected`;
          return `operator ${operator}${act === '' ? '' : `, ${readField(OPERATOR_ACT, act).text}`}, ${MODES[mode] ?? mode}`;
        },
      }),
    ],
    ...a76Max(60),
    caution: {
      forms: ['write'],
      why: 'leaves the network, or holds on to one operator, until AT+COPS=0',
      when: ([mode]) => mode === '1' || mode === '2',
    },
    section: m3('4.2.2'),
  }),
  command({
    name: '+CPOL',
    group: 'network',
    title: 'Preferred operators',
    meaning: 'The list of preferred operators on the SIM. With an index alone the entry is deleted.',
    forms: [
      test('AT+CPOL=?'),
      read('AT+CPOL?'),
      write('AT+CPOL=<index>[,<format>[,<oper>[,<GSM>,<compact>,<UTRAN>,<LTE>]]]', [
        integer('index', 'place in the list'),
        optional(FORMAT),
        optional(OPERATOR),
        ...['GSM', 'compact', 'UTRAN', 'LTE'].map((name) =>
          optional(choice(name, `use with ${name}`, { 0: 'no', 1: 'yes' })),
        ),
      ]),
    ],
    answers: [
      answer('+CPOL', [
        integer('index', 'place in the list'),
        FORMAT,
        OPERATOR,
        ...['GSM', 'compact', 'UTRAN', 'LTE'].map((name) => choice(name, `use with ${name}`, { 0: 'no', 1: 'yes' })),
      ]),
    ],
    caution: { forms: ['write'], why: 'writes the operator list on the SIM card' },
    section: m3('4.2.9'),
  }),
  command({
    name: '+COPN',
    group: 'network',
    title: 'Names of operators',
    meaning: 'All operators the modem knows by number and name: many lines.',
    forms: [test('AT+COPN=?'), execute('AT+COPN')],
    answers: [answer('+COPN', [OPERATOR, string('name', 'name of the operator')])],
    section: m3('4.2.10'),
  }),
];
