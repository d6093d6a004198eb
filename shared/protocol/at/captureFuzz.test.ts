import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AtlogRecord } from '../../model/atlog.ts';
import { createEngine, type Made } from './atEngine.testkit.ts';
import { createDictionary } from './dictionary/dictionary.ts';
import { AT_FAMILIES } from './dictionary/entryTypes.ts';
import { rowText } from './engine/rowLine.ts';
import { captures, stream } from './framer.testkit.ts';

/** Seeded, so that a failure comes again. Every capture is harmed so many times. */
const RUNS = { seed: 20_260_411, numRuns: 12 };
const MOST_HELD = 2 * 4096;

type Harm =
  | { readonly how: 'insert'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly how: 'end'; readonly at: number }
  | { readonly how: 'corrupt'; readonly seed: number; readonly percent: number }
  | { readonly how: 'lose'; readonly at: number }
  | { readonly how: 'turn'; readonly at: number };

const at = fc.nat(100_000);
const harm: fc.Arbitrary<Harm> = fc.oneof(
  fc.record({ how: fc.constant('insert' as const), at, bytes: fc.uint8Array({ minLength: 1, maxLength: 80 }) }),
  fc.record({ how: fc.constant('end' as const), at }),
  fc.record({ how: fc.constant('corrupt' as const), seed: fc.nat(), percent: fc.constantFrom(1, 5, 30) }),
  fc.record({ how: fc.constant('lose' as const), at }),
  fc.record({ how: fc.constant('turn' as const), at }),
);
const harms = fc.array(harm, { minLength: 1, maxLength: 4 });
const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 3, maxLength: 17 });

/** Random bytes, truncation, corruption, a lost record, a record of the other side. */
function harmed(records: readonly AtlogRecord[], kind: Harm): readonly AtlogRecord[] {
  if (records.length === 0) return records;
  if (kind.how === 'corrupt') return records.map((record, i) => corrupted(record, kind.seed + i, kind.percent));
  const index = kind.at % records.length;
  const hit = records[index];
  if (hit === undefined) return records;
  const place = hit.bytes.length === 0 ? 0 : kind.at % hit.bytes.length;
  const [before, after] = [records.slice(0, index), records.slice(index + 1)];
  switch (kind.how) {
    case 'insert':
      return [
        ...before,
        { ...hit, bytes: Uint8Array.from([...hit.bytes.slice(0, place), ...kind.bytes, ...hit.bytes.slice(place)]) },
        ...after,
      ];
    case 'end':
      return [...before, { ...hit, bytes: hit.bytes.slice(0, place) }];
    case 'lose':
      return [...before, ...after];
    case 'turn':
      return [...before, { ...hit, dir: hit.dir === 'tx' ? 'rx' : 'tx' }, ...after];
  }
}

function corrupted(record: AtlogRecord, seed: number, percent: number): AtlogRecord {
  const dice = (i: number): number => Math.imul(seed + i * 7919, 2_654_435_761) >>> 16;
  return { ...record, bytes: record.bytes.map((byte, i) => (dice(i) % 100 < percent ? dice(i + 1) & 0xff : byte)) };
}

/** The same timed bytes in pieces of the given sizes, in turn. */
const split = (records: readonly AtlogRecord[], pieces: readonly number[]): readonly AtlogRecord[] => {
  let turn = 0;
  return records.flatMap((record) => {
    const parts: AtlogRecord[] = [];
    for (let from = 0; from < record.bytes.length; ) {
      const to = from + (pieces[turn++ % pieces.length] ?? 1);
      parts.push({ ...record, bytes: record.bytes.subarray(from, to) });
      from = to;
    }
    return parts;
  });
};

/** Everything the engine makes of a recording; held to its bounds all the while. */
function play(records: readonly AtlogRecord[]): Made {
  const engine = createEngine();
  const parts: Made[] = [];
  for (const record of records) {
    parts.push(engine.feed(record));
    expect(engine.held).toBeLessThanOrEqual(MOST_HELD);
  }
  parts.push(engine.end());
  expect([engine.held, engine.open]).toEqual([0, 0]);
  return {
    rows: parts.flatMap(({ rows }) => rows),
    closed: parts.flatMap(({ closed }) => closed),
    mqtt: parts.flatMap(({ mqtt }) => mqtt),
  };
}

const dictionaries = AT_FAMILIES.map((family) => createDictionary(family));

/** Every line in words, by every family: whatever it holds, it is read. */
function expectWords({ rows }: Made): void {
  for (const { bytes } of rows) {
    const line = rowText(bytes);
    for (const dictionary of dictionaries) {
      dictionary.decodeLine(line);
      dictionary.explainLine(line);
      for (const { sentence } of dictionary.explainCommandLine(line)) expect(sentence).not.toBe('');
    }
  }
}

describe('a capture with random bytes in it, truncated or corrupted, is read without losing a byte', () => {
  it.each(captures)('$name', ({ records }) => {
    fc.assert(
      fc.property(harms, sizes, (damage, pieces) => {
        const recorded = damage.reduce(harmed, records);
        const made = play(recorded);
        for (const dir of ['tx', 'rx'] as const) expect(stream(made.rows, dir)).toBe(stream(recorded, dir));
        expect(play(split(recorded, pieces))).toEqual(made);
        expectWords(made);
      }),
      RUNS,
    );
  });
});

describe('random bytes alone are read without losing one', () => {
  it('in whatever pieces they come', () => {
    const noise = fc.array(
      fc.record({
        dir: fc.constantFrom('tx' as const, 'rx' as const),
        t: fc.constantFrom(0, 900, 60_000, 2_500_000),
        bytes: fc.uint8Array({ minLength: 1, maxLength: 5000 }),
      }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(noise, sizes, (list, pieces) => {
        let t = 0;
        const recorded = list.map((record) => {
          t += record.t;
          return { ...record, t };
        });
        const made = play(recorded);
        for (const dir of ['tx', 'rx'] as const) expect(stream(made.rows, dir)).toBe(stream(recorded, dir));
        expect(play(split(recorded, pieces))).toEqual(made);
        expectWords(made);
      }),
      { ...RUNS, numRuns: 60 },
    );
  });
});
