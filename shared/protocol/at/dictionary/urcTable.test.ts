import { describe, expect, it } from 'vitest';
import { answerName } from '../answerName.ts';
import { SHARED_NAMES, UNSOLICITED_NAMES, UNSOLICITED_TEXTS } from '../unsolicited.ts';
import { createDictionary } from './dictionary.ts';
import { AT_FAMILIES } from './entryTypes.ts';
import { URC_TABLE } from './urcTable.ts';

const dictionaries = AT_FAMILIES.map((family) => createDictionary(family));
const catalogued = (line: string): boolean => dictionaries.some((dictionary) => dictionary.urcOf(line) !== undefined);

/** `RECV FROM:` without what parts it from the rest of the line. */
const begin = (text: string): string => text.replace(/[: ]+$/, '');

/** The framer tells reports from answers, the catalogue says what they mean: both must know the same ones. */
describe('the catalogue and the framer', () => {
  it.each(UNSOLICITED_NAMES.map(({ name }) => name))('both know %s', (name) => {
    expect(catalogued(`${name}: 1`)).toBe(true);
  });

  it.each(UNSOLICITED_TEXTS.map(({ text }) => text))('both know %s', (text) => {
    expect(catalogued(text)).toBe(true);
  });

  it.each([...new Set(URC_TABLE.map(({ name }) => name))])('both know %s of the catalogue', (name) => {
    const known =
      answerName(name) === ''
        ? UNSOLICITED_TEXTS.some(({ text, more }) => name === text || (more === true && name.startsWith(begin(text))))
        : UNSOLICITED_NAMES.some((entry) => entry.name === name) ||
          UNSOLICITED_TEXTS.some(({ text }) => begin(text) === name);
    expect(known).toBe(true);
  });

  it.each(SHARED_NAMES.map(({ name }) => name))('%s, an answer too, is a command and a report', (name) => {
    expect(dictionaries.some((dictionary) => dictionary.urc(name) !== undefined)).toBe(true);
    expect(dictionaries.some((dictionary) => dictionary.answeredBy(name) !== undefined)).toBe(true);
  });

  it.each(AT_FAMILIES)('of %s has each name once', (family) => {
    const names = createDictionary(family).urcs.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  it.each(URC_TABLE.map((entry) => [entry.name, entry] as const))('%s says what to conclude', (_, entry) => {
    expect(entry.meaning).toMatch(/[.!?]$/);
    for (const said of [entry.title, entry.section]) expect(said.trim()).not.toBe('');
    expect(entry.families.length).toBeGreaterThan(0);
    expect(entry.line.prefix).toBe(entry.name);
  });
});
