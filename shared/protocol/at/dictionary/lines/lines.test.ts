import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../commandLine.ts';
import { COMMAND_TABLE } from '../commandTable.ts';
import { createDictionary } from '../dictionary.ts';
import { AT_FAMILIES, type AtFamily } from '../entryTypes.ts';
import { readLine } from '../lines.testkit.ts';
import { URC_TABLE } from '../urcTable.ts';
import { ANSWER_LINES } from './answerLines.testkit.ts';
import { REPORT_LINES } from './reportLines.testkit.ts';

const dictionaries = Object.fromEntries(AT_FAMILIES.map((family) => [family, createDictionary(family)] as const));
const dictionaryOf = (family: AtFamily) => dictionaries[family] ?? createDictionary(family);
const entryOf = (family: AtFamily, asked: string) =>
  dictionaryOf(family).command(parseCommandLine(asked)[0]?.name ?? '');

describe.each(AT_FAMILIES)('%s answers in words', (family) => {
  it.each(ANSWER_LINES[family])('%s %s', (asked, line, sentence) => {
    expect(entryOf(family, asked)).toBeDefined();
    const read = readLine(dictionaryOf(family), asked, line);
    expect(read.sentence).toBe(sentence);
    expect(JSON.stringify(read)).not.toMatch(/hunter2|NaN|undefined/);
  });
});

describe('reports in words', () => {
  it.each(REPORT_LINES)('%s %s', (family, line, sentence) => {
    expect(dictionaryOf(family).explainLine(line)).toBe(sentence);
  });
});

describe('no entry without a line', () => {
  it('of the commands that answer with one', () => {
    const shown = new Set(
      AT_FAMILIES.flatMap((family) => ANSWER_LINES[family].map(([asked]) => entryOf(family, asked))),
    );
    const missing = COMMAND_TABLE.filter((entry) => entry.answers.length > 0 && !shown.has(entry));
    expect(missing.map(({ name, families }) => `${families.join(', ')}: ${name}`)).toEqual([]);
  });

  it('of the reports', () => {
    const shown = new Set(REPORT_LINES.map(([family, line]) => dictionaryOf(family).urcOf(line)));
    const missing = URC_TABLE.filter((entry) => !shown.has(entry));
    expect(missing.map(({ name, families }) => `${families.join(', ')}: ${name}`)).toEqual([]);
  });
});
