import { describe, expect, it } from 'vitest';
import { COUNTED_ANSWERS, GLUED_ANSWERS } from '../countedAnswers.ts';
import { LATE_RESULTS } from '../lateResults.ts';
import { PROMPT_COMMANDS } from '../promptCommands.ts';
import { TRANSPARENT_COMMANDS } from '../resultCodes.ts';
import { createDictionary } from './dictionary.ts';
import { AT_FAMILIES } from './entryTypes.ts';

const dictionaries = AT_FAMILIES.map((family) => createDictionary(family));
const names = (entries: readonly { readonly name: string }[]): readonly string[] => [
  ...new Set(entries.map(({ name }) => name)),
];

/** What the framer treats in a way of its own, the dictionary must be able to explain. */
describe('the dictionary explains what the framer knows', () => {
  it.each(names([...PROMPT_COMMANDS, ...TRANSPARENT_COMMANDS]))('the command %s', (name) => {
    expect(dictionaries.some((dictionary) => dictionary.command(name) !== undefined)).toBe(true);
  });

  it.each(names(LATE_RESULTS))('the late result %s', (name) => {
    expect(dictionaries.some((dictionary) => dictionary.answeredBy(name) !== undefined)).toBe(true);
  });

  it.each(names([...COUNTED_ANSWERS, ...GLUED_ANSWERS]))('the header %s', (name) => {
    const known = dictionaries.some(
      (dictionary) => dictionary.answeredBy(name) !== undefined || dictionary.urc(name) !== undefined,
    );
    expect(known).toBe(true);
  });
});

describe('a command whose result comes late', () => {
  const late = new Set(LATE_RESULTS.map(({ name }) => name));

  it.each(
    dictionaries.flatMap(({ family, commands }) =>
      commands.flatMap(({ name, outcome }) => (outcome === undefined ? [] : [[name, family, outcome] as const])),
    ),
  )('%s of %s is one for the framer too', (_, __, { prefix, order }) => {
    expect(late.has(prefix)).toBe(true);
    expect(Object.keys(order).length).toBeGreaterThan(0);
  });
});
