import { answer, command, m3 } from '../../entryBuilders.ts';
import type { CommandEntry, FieldSpec, LineSpec } from '../../entryTypes.ts';
import { choice, integer, optional, readFields, string, text, word } from '../../fields.ts';
import { clockWords } from '../time/clock.ts';

/** A phone number. */
export const NUMBER = (name: string, meaning: string): FieldSpec => string(name, meaning, { personal: true });
export const INDEX = integer('index', 'place in the storage', { range: [[0, 255]] });
export const TYPE = choice('tosca', 'type of number', { 129: 'national or unknown', 145: 'international' });
export const LENGTH = integer('length', 'bytes of the PDU without the service centre', {
  range: [[0, 176]],
  unit: 'B',
});
const REFERENCE = integer('mr', 'number of the message', { range: [[0, 255]] });

const STATES: Readonly<Record<string, string>> = {
  'REC UNREAD': 'received, not read',
  'REC READ': 'received, read',
  'STO UNSENT': 'stored, not sent',
  'STO SENT': 'stored, sent',
  ALL: 'all',
};
const PDU_STATES: Readonly<Record<string, string>> = {
  0: 'received, not read',
  1: 'received, read',
  2: 'stored, not sent',
  3: 'stored, sent',
  4: 'all',
};

/** `<stat>` in text mode and in PDU mode. */
export const STATE = word('stat', 'state', STATES);
export const PDU_STATE = choice('stat', 'state', PDU_STATES);
const TIME = string('scts', 'time of the service centre', { words: clockWords });

const TEXT_FIELDS: readonly FieldSpec[] = [
  STATE,
  NUMBER('oa/da', 'other party'),
  string('alpha', 'name in the phone book', { personal: true }),
  TIME,
  optional(text('details', 'with AT+CSDH=1: kind of number, coding, service centre, length', { personal: true })),
];
const PDU_FIELDS: readonly FieldSpec[] = [PDU_STATE, string('alpha', 'name in the phone book'), LENGTH];

/** A header in text form (`"REC READ","+…","","26/02/11,…"`) or in PDU form (`1,,24`), behind so many fields of its own. */
export function header(prefix: string, before: readonly FieldSpec[]): LineSpec {
  const stateOf = (fields: readonly string[]): string => fields[before.length] ?? '';
  const isPdu = (fields: readonly string[]): boolean => /^\d$/.test(stateOf(fields));
  return answer(prefix, [...before, ...TEXT_FIELDS], {
    decode: (fields) => readFields([...before, ...(isPdu(fields) ? PDU_FIELDS : TEXT_FIELDS)], fields),
    sentence: (fields) => {
      const stat = stateOf(fields);
      const words = (isPdu(fields) ? PDU_STATES : STATES)[stat] ?? 'state not given';
      const sent = isPdu(fields) ? '' : (fields[before.length + 3] ?? '');
      const place = before.length === 0 ? '' : ` ${fields[0] ?? ''}`;
      return `message${place}: ${words}${sent === '' ? '' : `, ${clockWords(sent)}`}`;
    },
  });
}

/** The lines of a message behind its header. */
export const BODY: LineSpec = answer('', [text('data', 'text of the message, or PDU', { personal: true })], {
  any: true,
  sentence: () => 'text of the message',
});

/** `+CMGS: 12` */
export const SENT = (name: string): LineSpec =>
  answer(name, [REFERENCE], { sentence: ([mr = '']) => `message ${mr} sent` });

/** A command of chapter 9 with what they have in common. */
export const sms = (
  entry: Omit<CommandEntry, 'families' | 'errors' | 'maxSeconds' | 'answers' | 'group' | 'section'> &
    Partial<CommandEntry>,
): CommandEntry => command({ group: 'sms', errors: 'cms', section: m3('9.2'), ...entry });
