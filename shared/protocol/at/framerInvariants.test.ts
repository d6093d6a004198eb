import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AtlogRecord } from '../../model/atlog.ts';
import { type AtFramerOptions, createAtFramer } from './createAtFramer.ts';
import type { FramedRow } from './framedRow.ts';
import { feed, frame, latin1, stream } from './framer.testkit.ts';
import { damaged, RUNS, recording } from './randomDialogues.testkit.ts';

const options: fc.Arbitrary<AtFramerOptions> = fc.record({
  lineCap: fc.constantFrom(64, 65, 100, 4096),
  content: fc.constantFrom('at' as const, 'at' as const, 'text' as const),
});

/** The same timed bytes in other chunks: records split anywhere, empty chunks, idle calls at any time in between. */
function feedSplit(
  recorded: readonly AtlogRecord[],
  cuts: readonly number[],
  settings: AtFramerOptions,
): readonly FramedRow[] {
  const framer = createAtFramer(settings);
  const rows: FramedRow[] = [];
  let turn = 0;
  const next = (): number => cuts[turn++ % cuts.length] ?? 1;
  let before = 0;
  for (const { t, dir, bytes } of recorded) {
    if (next() % 2 === 0) rows.push(...framer.idle(before + Math.floor(((t - before) * (next() % 8)) / 8)));
    for (let from = 0; from < bytes.length; ) {
      if (next() % 5 === 0) rows.push(...framer.feed(dir, t, new Uint8Array(0)));
      const to = from + 1 + (next() % 6);
      rows.push(...framer.feed(dir, t, bytes.subarray(from, to)));
      from = to;
      if (next() % 3 === 0) rows.push(...framer.idle(t));
    }
    before = t;
  }
  return [...rows, ...framer.flush()];
}
const cuts = fc.array(fc.nat(419), { minLength: 7, maxLength: 61 });

describe('any chunking of the same timed bytes gives the same rows', () => {
  it('for dialogues put together at random', () => {
    fc.assert(
      fc.property(recording, cuts, options, (recorded, how, settings) => {
        expect(feedSplit(recorded, how, settings)).toEqual(frame(recorded, settings));
      }),
      RUNS,
    );
  });

  it('for damaged captures', () => {
    fc.assert(
      fc.property(damaged, cuts, options, (recorded, how, settings) => {
        expect(feedSplit(recorded, how, settings)).toEqual(frame(recorded, settings));
      }),
      RUNS,
    );
  });
});

describe('the rows of a direction, concatenated, are its bytes', () => {
  it.each([
    ['dialogues put together at random', recording],
    ['damaged captures', damaged],
  ])('for %s', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, options, (recorded, settings) => {
        const rows = frame(recorded, settings);
        for (const dir of ['tx', 'rx'] as const) expect(stream(rows, dir)).toBe(stream(recorded, dir));
      }),
      RUNS,
    );
  });
});

describe('every row', () => {
  it('has bytes, at most lineCap of them, and times of bytes of its own direction in order', () => {
    fc.assert(
      fc.property(recording, fc.constantFrom(64, 100), (recorded, lineCap) => {
        const newest = { tx: 0, rx: 0 };
        for (const row of frame(recorded, { lineCap })) {
          expect(row.bytes.length).toBeGreaterThan(0);
          expect(row.bytes.length).toBeLessThanOrEqual(lineCap);
          expect(row.t).toBeGreaterThanOrEqual(newest[row.dir]);
          expect(row.tLast).toBeGreaterThanOrEqual(row.t);
          newest[row.dir] = row.tLast;
        }
      }),
      RUNS,
    );
  });
});

describe('two framers', () => {
  it('fed in turns give what each gives alone', () => {
    fc.assert(
      fc.property(recording, damaged, (first, second) => {
        const framers = [createAtFramer(), createAtFramer()] as const;
        const rows: FramedRow[][] = [[], []];
        for (let i = 0; i < Math.max(first.length, second.length); i += 1) {
          const [a, b] = [first[i], second[i]];
          if (a !== undefined) rows[0]?.push(...feed(framers[0], a));
          if (b !== undefined) rows[1]?.push(...feed(framers[1], b));
        }
        rows[0]?.push(...framers[0].flush());
        rows[1]?.push(...framers[1].flush());
        expect(rows).toEqual([frame(first), frame(second)]);
      }),
      { ...RUNS, numRuns: 150 },
    );
  });
});

describe('memory', () => {
  it.each([
    ['a line without end', 'x'],
    ['line ends without a line', '\n'],
    ['noise', '\xfe'],
    ['a PPP frame without end', '~\xff\x03'],
    ['time stamps that differ from byte to byte', '+'],
  ])('holds at most lineCap bytes of %s', (_, pattern) => {
    const framer = createAtFramer({ lineCap: 256 });
    let given = 0;
    let got = 0;
    for (let t = 0; t < 4000; t += 1) {
      const bytes = latin1(pattern);
      given += bytes.length;
      for (const row of framer.feed('rx', t, bytes)) got += row.bytes.length;
      expect(given - got).toBeLessThanOrEqual(256);
    }
  });
});
