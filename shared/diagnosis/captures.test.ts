import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type AtlogRecord, formatAtlog, parseAtlog } from '../model/atlog.ts';
import { captureFromText } from './capture.testkit.ts';
import { diagnose } from './diagnose.ts';
import { ALL_RULES } from './rules/index.ts';
import { LAYERS, RUNGS } from './types.ts';

/** Whole dialogues, and for every rule captures that show it and captures that nearly do. */
const FOLDER = new URL('../../test/fixtures/captures/', import.meta.url);

interface Fixture {
  readonly name: string;
  readonly text: string;
  readonly verdict: string | null;
  readonly also: readonly string[];
  readonly not: readonly string[];
}

const valuesOf = (text: string, key: string): readonly string[] =>
  [...text.matchAll(new RegExp(`^# ${key}: (\\S+)`, 'gm'))].map(([, value = '']) => value);

const FIXTURES: readonly Fixture[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.atlog'))
  .sort()
  .map((name) => {
    const text = readFileSync(new URL(name, FOLDER), 'utf8');
    const [verdict = null] = valuesOf(text, 'verdict');
    return { name, text, verdict, also: valuesOf(text, 'also'), not: valuesOf(text, 'not') };
  });

describe('captures with a known cause', () => {
  it.each(FIXTURES)('$name', ({ text, verdict, also, not }) => {
    const diagnosis = diagnose(captureFromText(text));
    const rules = diagnosis.findings.map(({ rule }) => rule);
    if (verdict !== null) expect(diagnosis.verdict.rule).toBe(verdict);
    expect(rules).toEqual(expect.arrayContaining([...also]));
    for (const rule of not) expect(rules).not.toContain(rule);
  });

  // Of what the broker saw an .atlog tells nothing.
  it.each(ALL_RULES.map(({ id }) => id).filter((id) => !id.startsWith('link.')))(
    '%s has captures that show it and captures that nearly do',
    (id) => {
      expect(FIXTURES.some(({ verdict, also }) => verdict === id || also.includes(id))).toBe(true);
      expect(FIXTURES.some(({ not }) => not.includes(id))).toBe(true);
    },
  );
});

describe('every diagnosis', () => {
  it.each(FIXTURES)('holds together: $name', ({ text }) => expectSound(text, true));

  it.each(FIXTURES)('does without times: $name', ({ text }) => expectSound(text, false));

  it('names rules and layers that exist, each rule once', () => {
    const ids = ALL_RULES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const layers = ALL_RULES.map(({ layer }) => LAYERS.indexOf(layer));
    expect(layers).toEqual(layers.toSorted((a, b) => a - b));
    for (const { effectOf = [] } of ALL_RULES) for (const cause of effectOf) expect(ids).toContain(cause);
  });

  it.each([1, 2, 3, 4])('survives captures that were cut and damaged (seed %i)', (seed) => {
    const random = createRandom(seed);
    for (const { text } of FIXTURES) expectSound(damaged(text, random), random() < 0.8);
  });

  it('survives captures run into each other', () => {
    const random = createRandom(7);
    for (let i = 0; i < 20; i += 1) {
      const texts = [0, 1, 2, 3].map(() => FIXTURES[Math.floor(random() * FIXTURES.length)]?.text ?? '');
      expectSound(joined(texts), true);
    }
  });
});

/** Whatever the capture: findings rest on rows that exist, in order, with words, and show no password. */
function expectSound(text: string, timed: boolean): void {
  const capture = captureFromText(text, { timed });
  const { findings, ladder, verdict } = diagnose(capture);
  const seqs = new Set(capture.rows.map(({ seq }) => seq));
  expect(ladder.map(({ rung }) => rung)).toEqual([...RUNGS]);
  for (const rung of ladder) if (rung.seq !== null) expect(seqs).toContain(rung.seq);
  expect(verdict.title).not.toBe('');
  expect(verdict.finding === null).toBe(findings.every(({ severity }) => severity !== 'fault'));
  for (const finding of findings) {
    const { rows, evidence, title, detail, advice } = finding;
    expect(rows.length).toBeGreaterThan(0);
    expect(rows).toEqual(evidence.map(({ seq }) => seq));
    expect(rows).toEqual([...new Set(rows)].toSorted((a, b) => a - b));
    for (const seq of rows) expect(seqs).toContain(seq);
    for (const words of [title, detail, advice]) expect(words.trim()).not.toBe('');
    expect(`${title} ${detail} ${advice} ${evidence.map((each) => each.text).join(' ')}`).not.toContain('hunter2');
  }
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const recordsOf = (text: string): readonly AtlogRecord[] => {
  const parsed = parseAtlog(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value.records;
};

/** The records without some, with their bytes cut, doubled or changed here and there. */
function damaged(text: string, random: () => number): string {
  const records = recordsOf(text).flatMap((record): readonly AtlogRecord[] => {
    const dice = random();
    if (dice < 0.1) return [];
    if (dice < 0.2) return [{ ...record, bytes: record.bytes.slice(0, Math.floor(random() * record.bytes.length)) }];
    if (dice < 0.25) return [record, record];
    if (dice < 0.3) return [{ ...record, dir: record.dir === 'tx' ? 'rx' : 'tx' }];
    if (dice > 0.6) return [record];
    return [{ ...record, bytes: record.bytes.map((byte) => (random() < 0.08 ? Math.floor(random() * 256) : byte)) }];
  });
  return formatAtlog(records);
}

/** One capture after the other, on one clock. */
function joined(texts: readonly string[]): string {
  let offset = 0;
  const records: AtlogRecord[] = [];
  for (const text of texts) {
    for (const record of recordsOf(text)) records.push({ ...record, t: record.t + offset });
    offset = (records.at(-1)?.t ?? 0) + 500_000;
  }
  return formatAtlog(records);
}
