import { describe, expect, test } from 'vitest';
import { createDictionary } from './dictionary.ts';
import { answer, command, execute, m3, read } from './entryBuilders.ts';
import type { UrcEntry } from './entryTypes.ts';
import { integer, string, text } from './fields.ts';

const urc = (name: string, prefix = name): UrcEntry => ({
  name,
  families: ['sim7600'],
  title: `report ${name}`,
  meaning: 'for the test',
  line: answer(prefix, prefix.startsWith('+') ? [integer('n', 'n')] : []),
  severity: 'note',
  section: 'test',
});

const entry = (name: string, prefix: string, forms = [execute(`AT${name}`), read(`AT${name}?`)]) =>
  command({
    name,
    group: 'basic',
    title: `command ${name}`,
    meaning: 'For the test.',
    forms,
    answers: [answer(prefix, [string('answer', 'answer')], { forms: ['read', 'execute'] })],
    section: m3('0'),
  });

const dictionary = createDictionary(
  'sim7600',
  [
    entry('+CSQ', '+CSQ'),
    entry('+CICCID', '+ICCID'),
    entry('+CGMM', ''),
    entry('+CREG', '+CREG'),
    entry('+CGREG', '+CGREG'),
    entry('+CEREG', '+CEREG'),
    entry('E', ''),
    entry('S', ''),
    { ...entry('+JOIN', '+JOIN'), families: ['rak3172'] },
    { ...entry('+TALK', '+TALK'), answers: [answer('+CSQ', [text('all', 'all')])] },
  ],
  [urc('+CREG'), urc('RDY'), urc('UNDER-VOLTAGE WARNNING'), urc('UNDER-VOLTAGE WARNNING POWER DOWN'), urc('*ATREADY')],
);

describe('commands', () => {
  test.each([
    ['+CSQ', '+CSQ'],
    ['+csq', '+CSQ'],
    ['E', 'E'],
    ['S0', 'S'],
    ['S10', 'S'],
    ['S', 'S'],
    ['+JOIN', undefined],
    ['', undefined],
    ['constructor', undefined],
  ])('%s', (name, found) => {
    expect(dictionary.command(name)?.name).toBe(found);
  });

  test.each([
    ['+ICCID', '+CICCID'],
    ['+CSQ', '+CSQ'],
    ['+CICCID', undefined],
    ['', undefined],
  ])('%s is answered by %s', (prefix, name) => {
    expect(dictionary.answeredBy(prefix)?.name).toBe(name);
  });

  test.each([
    ['+CSG', '+CSQ'],
    ['+CQS', '+CSQ'],
    ['+CCID', '+CICCID'],
    ['+CGERG', '+CGREG'],
    ['+CREGG', '+CREG'],
    ['+SMCONF', null],
    ['+XYZW', null],
    ['+CSQ', null],
    // Of another family, not misspelt.
    ['+JOIN', null],
    ['+X', null],
    ['', null],
  ])('%s is nearest to %s', (name, nearest) => {
    expect(dictionary.nearest(name)).toBe(nearest);
  });
});

test.each([
  ['+JOIN', ['rak3172']],
  ['+join', ['rak3172']],
  ['+CSQ', []],
  ['+FOO', []],
])('%s is of other families: %j', (name, families) => {
  expect(dictionary.otherFamilies(name)).toEqual(families);
});

describe('reports', () => {
  test.each([
    ['RDY', 'RDY'],
    ['RDY ', 'RDY'],
    ['RDYX', undefined],
    ['*ATREADY: 1', '*ATREADY'],
    ['+CREG: 1', '+CREG'],
    ['+CREG', '+CREG'],
    ['UNDER-VOLTAGE WARNNING', 'UNDER-VOLTAGE WARNNING'],
    ['UNDER-VOLTAGE WARNNING POWER DOWN', 'UNDER-VOLTAGE WARNNING POWER DOWN'],
    ['SMS DONE', undefined],
    ['', undefined],
  ])('%s', (line, name) => {
    expect(dictionary.urcOf(line)?.name).toBe(name);
  });

  test('by name', () => {
    expect(dictionary.urc('RDY')?.title).toBe('report RDY');
    expect(dictionary.urc('RD')).toBeUndefined();
  });
});

describe('lines', () => {
  const about = (name: string, form: 'read' | 'write' | 'execute' | 'test') => ({
    entry: dictionary.command(name) ?? null,
    form,
  });

  test.each([
    ['the answer of the command', '+CREG: 1', about('+CREG', 'read'), 'command +CREG: answer 1'],
    ['not of a form that has no such answer', '+CREG: 1', about('+CREG', 'write'), 'report +CREG: n 1'],
    ['a report without a command', '+CREG: 1', undefined, 'report +CREG: n 1'],
    ['a report during another command', '+CREG: 1', about('+CSQ', 'execute'), 'report +CREG: n 1'],
    ['an answer without a prefix', 'SIM7600', about('+CGMM', 'execute'), 'command +CGMM: answer SIM7600'],
    ['no answer without a prefix', 'RDY', about('+CGMM', 'execute'), 'report RDY'],
    ['nor this', '+CREG: 1', about('+CGMM', 'execute'), 'report +CREG: n 1'],
    ['a late answer of another command', '+ICCID: 89', about('+CGMM', 'execute'), 'command +CICCID: answer 89'],
    ['a pasted answer', '+ICCID: 89', undefined, 'command +CICCID: answer 89'],
    [
      'allowed values',
      '+CSQ: (0-3),(1,2)',
      about('+CSQ', 'test'),
      'command +CSQ: answer 0 to 3 allowed, parameter 2 1, 2 allowed',
    ],
    ['nothing known', '+FOO: 1', undefined, null],
    ['nothing at all', '', undefined, null],
  ])('%s', (_, line, context, sentence) => {
    expect(dictionary.explainLine(line, context)).toBe(sentence);
  });

  test.each([
    ['OK', 'done'],
    [' OK ', 'done'],
    ['ERROR', 'refused, without a reason: with AT+CMEE=2 the modem says why'],
    ['+CME ERROR: 30', 'no network service: not registered, often only because the SIM is missing'],
    ['+CME ERROR: no network service', 'no network service: not registered, often only because the SIM is missing'],
    ['+CME ERROR: 2', 'phone adaptor link reserved'],
    ['+CME ERROR: 777', 'code 777, in no manual we know'],
    ['+CME ERROR: something else', 'something else'],
    ['+CMS ERROR: 322', 'memory full: delete messages with AT+CMGD: new ones are not delivered until then'],
  ])('%s', (line, sentence) => {
    expect(dictionary.explainLine(line)).toBe(sentence);
  });
});
