import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCommandLine } from '../commandLine.ts';
import { COMMAND_TABLE } from './commandTable.ts';
import { createDictionary } from './dictionary.ts';
import {
  AT_FAMILIES,
  type AtFamily,
  COMMAND_FORMS,
  type CommandEntry,
  type FieldSpec,
  type LineSpec,
} from './entryTypes.ts';
import { ERROR_CODES } from './errors/errorTables.ts';
import { URC_TABLE } from './urcTable.ts';

const label = ({ name, families }: CommandEntry): string => `AT${name} of ${families.join(', ')}`;
const entries = COMMAND_TABLE.map((entry) => [label(entry), entry] as const);
/** Typed without AT in front. */
const WITHOUT_AT = ['A/', '+++'];

const specsOf = (entry: CommandEntry): readonly FieldSpec[] => [
  ...entry.forms.flatMap(({ parameters }) => parameters),
  ...entry.answers.flatMap(({ fields }) => fields),
];

function expectSane({ name, meaning, range, length, values, type }: FieldSpec): void {
  expect(name).not.toBe('');
  expect(meaning, name).not.toBe('');
  for (const [from, to] of range ?? []) expect(from, name).toBeLessThanOrEqual(to);
  if (length !== undefined) expect(length[0], name).toBeLessThanOrEqual(length[1]);
  for (const [value, words] of Object.entries(values ?? {})) {
    expect(words, `${name} ${value}`).not.toBe('');
    if (type === 'integer') expect(value, name).toMatch(/^-?\d+$/);
  }
}

describe('every command', () => {
  test.each(AT_FAMILIES)('of %s has a name of its own', (family) => {
    const names = COMMAND_TABLE.filter(({ families }) => families.includes(family)).map(({ name }) =>
      name.toUpperCase(),
    );
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test.each(entries)('%s is written as it is sent, and explained', (_, entry) => {
    expect(entry.families.length).toBeGreaterThan(0);
    for (const text of [entry.title, entry.meaning, entry.section]) expect(text.trim()).not.toBe('');
    expect(entry.meaning).toMatch(/[.!?]$/);
    expect(entry.forms.length).toBeGreaterThan(0);
    expect(entry.maxSeconds === null || entry.maxSeconds > 0).toBe(true);
    for (const { form, syntax, parameters } of entry.forms) {
      expect(COMMAND_FORMS).toContain(form);
      expect(syntax.startsWith(WITHOUT_AT.includes(entry.name) ? entry.name : `AT${entry.name}`), syntax).toBe(true);
      if (form !== 'write') expect(parameters).toEqual([]);
    }
  });

  test.each(entries)('%s has sane parameters and fields', (_, entry) => {
    for (const spec of specsOf(entry)) expectSane(spec);
  });

  test.each(entries)('%s answers to forms it has', (_, entry) => {
    const forms = new Set(entry.forms.map(({ form }) => form));
    for (const { forms: answering = [] } of entry.answers) {
      for (const form of answering) expect(forms, form).toContain(form);
    }
    for (const form of entry.caution?.forms ?? []) expect(forms, form).toContain(form);
    expect(entry.caution?.why ?? 'why').not.toBe('');
  });

  test.each(entries)('%s has an error table with entries', (_, entry) => {
    expect(ERROR_CODES[entry.errors]).toBeDefined();
    if (entry.outcome !== undefined) expect(ERROR_CODES[entry.outcome.errors]).toBeDefined();
  });

  test.each(entries.filter(([, { name }]) => !WITHOUT_AT.includes(name) && name !== ''))(
    '%s is found when it is sent',
    (_, entry) => {
      const family = entry.families[0] ?? 'sim7600';
      const sent = entry.name === 'S' ? 'ATS0?' : entry.name === 'D' ? 'ATD1' : `AT${entry.name}?`;
      const [command] = parseCommandLine(sent);
      expect(createDictionary(family).command(command?.name ?? '')).toBe(entry);
    },
  );
});

/** Lines that look like answers, and lines that do not. */
const anyField = fc.oneof(
  fc.integer({ min: -2000, max: 100_000 }).map(String),
  fc.string({ maxLength: 12 }),
  fc.string({ maxLength: 12, unit: 'binary' }),
  fc.constantFrom('', '"', '""', '"IP"', '(0-1)', '(', ')', ',', '0x1F', '1.5', '-', '99', 'Online', 'LTE'),
);
const anyFields = fc.array(anyField, { maxLength: 18 });
const SEED = 20_260_411;

/** A reading that went wrong shows as one of these; what the line itself holds does not count. */
const BROKEN = /NaN|Infinity|undefined|\[object/;
function expectWords(text: string | null, line: string): void {
  if (text !== null && !BROKEN.test(line)) expect(text, line).not.toMatch(BROKEN);
}

const lineOf = ({ prefix }: LineSpec, fields: readonly string[]): string => `${prefix}: ${fields.join(',')}`;

describe.each(AT_FAMILIES)('whatever a line of %s holds', (family: AtFamily) => {
  const dictionary = createDictionary(family);

  test('it is decoded and explained', () => {
    const commands = dictionary.commands.filter(({ answers }) => answers.length > 0);
    fc.assert(
      fc.property(anyFields, (fields) => {
        for (const entry of commands) {
          for (const spec of entry.answers) {
            const line = lineOf(spec, fields);
            for (const form of [...COMMAND_FORMS, null]) {
              const context = { entry, form };
              const decoded = dictionary.decodeLine(line, context);
              expectWords(dictionary.explainLine(line, context), line);
              for (const field of decoded ?? []) expectWords(field.text, line);
            }
          }
        }
      }),
      { seed: SEED, numRuns: 40 },
    );
  });

  test('the reports among them too', () => {
    const urcs = URC_TABLE.filter(({ families }) => families.includes(family));
    fc.assert(
      fc.property(anyFields, (fields) => {
        for (const urc of urcs) {
          for (const line of [lineOf(urc.line, fields), `${urc.name}${fields.join(' ')}`]) {
            for (const field of dictionary.decodeLine(line) ?? []) expectWords(field.text, line);
            expectWords(dictionary.explainLine(line), line);
          }
        }
      }),
      { seed: SEED, numRuns: 40 },
    );
  });

  test('and whatever is sent is checked', () => {
    const names = dictionary.commands.map(({ name }) => name);
    fc.assert(
      fc.property(
        fc.constantFrom('AT+CSQ', ...names.map((name) => `AT${name}`)),
        fc.constantFrom('', '?', '=?', '='),
        anyFields,
        (command, mark, fields) => {
          for (const line of [`${command}${mark}${fields.join(',')}`, fields.join(' ')]) {
            for (const { problems, args, sentence } of dictionary.explainCommandLine(line)) {
              expect(sentence).not.toBe('');
              for (const { message } of problems) expect(message).toMatch(/[.]$/);
              for (const { text } of args) expectWords(text, line);
            }
          }
        },
      ),
      { seed: SEED, numRuns: 300 },
    );
  });
});
