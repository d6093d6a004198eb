import { describe, expect, it } from 'vitest';
import { noteRow } from '#shared/model/rows.testkit.ts';
import { fill, fillNeedles, NEEDLES, openView, range, setUpLog, type TestLog } from './rowStream.testkit.ts';

describe('a live stream', () => {
  it('begins with the newest rows and goes on in order', () => {
    const bench = setUpLog();
    fill(bench, 50);
    const view = openView(bench, { from: { at: 'tail', backlog: 10 } }, 10);
    expect(view.received).toEqual([]);
    bench.pass(1);
    expect(view.seqs).toEqual(range(41, 50));
    fill(bench, 5);
    bench.pass(20);
    fill(bench, 5);
    bench.pass(20);
    expect(view.seqs).toEqual(range(41, 60));
    expect(view.gaps).toEqual([]);
  });

  it('says at once that there is nothing', () => {
    const bench = setUpLog();
    fill(bench, 3);
    const view = openView(bench, { from: { at: 'tail', backlog: 0 } });
    bench.pass(1);
    expect(view.received).toMatchObject([{ item: { type: 'batch', count: 0, scanned: 3 } }]);
    fill(bench, 1);
    bench.pass(20);
    expect(view.seqs).toEqual([4]);
  });

  it('sends at once after silence, then at most every 16 ms', () => {
    const bench = setUpLog();
    const view = openView(bench, { from: { at: 'tail', backlog: 0 } }, 100);
    bench.pass(100);
    view.take();
    for (let ms = 0; ms < 40; ms += 1) {
      fill(bench, 1);
      bench.pass(1);
    }
    bench.pass(100);
    expect(view.received.map(({ at, seqs }) => [at, seqs.length])).toEqual([
      [100, 1],
      [116, 15],
      [132, 16],
      [148, 8],
    ]);
    expect(view.seqs).toEqual(range(1, 40));
  });

  it('never sends without a credit, and goes on with the next one', () => {
    const bench = setUpLog();
    fill(bench, 3);
    const view = openView(bench, {}, 1);
    bench.pass(50);
    fill(bench, 3);
    bench.pass(50);
    fill(bench, 3);
    bench.pass(50);
    expect(view.seqs).toEqual(range(1, 3));
    view.grant(1);
    expect(view.seqs).toEqual(range(1, 9));
    fill(bench, 1);
    bench.pass(50);
    expect(view.seqs).toEqual(range(1, 9));
  });

  it('takes a credit that comes from within the push', () => {
    const bench = setUpLog();
    const view = openView(bench, { from: { at: 'after', seq: 0 } }, 1);
    view.received.push = (...items) => {
      const length = Array.prototype.push.apply(view.received, items);
      view.grant(1);
      return length;
    };
    for (let i = 0; i < 5; i += 1) {
      fill(bench, 1);
      bench.pass(20);
    }
    expect(view.seqs).toEqual(range(1, 5));
  });

  it('cuts batches at 2,048 rows and at 64 KiB; a row larger than that goes alone', () => {
    const bench = setUpLog();
    fill(bench, 3000, '');
    fill(bench, 100, 'x'.repeat(3000));
    fill(bench, 1, 'y'.repeat(200_000));
    fill(bench, 1);
    const view = openView(bench, { from: { at: 'after', seq: 0 } }, 100);
    bench.pass(500);
    expect(view.seqs).toEqual(range(1, 3102));
    const sizes = view.received.map(({ seqs }) => seqs.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(2048);
    expect(view.received.find(({ seqs }) => seqs.includes(3101))?.seqs).toEqual([3101]);
  });

  it('counts texts into the size of a batch', () => {
    const bench = setUpLog();
    for (let i = 0; i < 40; i += 1) bench.log.append(noteRow('\u0001"\ud800'.repeat(1000)));
    const view = openView(bench, { from: { at: 'after', seq: 0 } }, 100);
    bench.pass(1000);
    expect(view.seqs).toEqual(range(1, 40));
  });

  it('sends what matches, from the past and live', () => {
    const bench = setUpLog();
    fillNeedles(bench, 1000, 100);
    const view = openView(bench, { filter: NEEDLES, from: { at: 'tail', backlog: 3 } }, 20);
    bench.pass(1);
    expect(view.seqs).toEqual([800, 900, 1000]);
    fillNeedles(bench, 250, 100);
    bench.pass(20);
    expect(view.seqs).toEqual([800, 900, 1000, 1100, 1200]);
    expect(view.received.at(-1)?.item).toMatchObject({ scanned: 1250 });
  });

  it('finds the rows it begins with however far back they are, without a gap', () => {
    const bench = setUpLog();
    fillNeedles(bench, 60_000, 20_000);
    const view = openView(bench, { filter: NEEDLES, from: { at: 'tail', backlog: 5 }, mirror: 1000 }, 20);
    bench.pass(50);
    expect(view.seqs).toEqual([20_000, 40_000, 60_000]);
    expect(view.gaps).toEqual([]);
  });

  it('tells from time to time how far it has looked when nothing matches', () => {
    const bench = setUpLog();
    const view = openView(bench, { filter: NEEDLES, from: { at: 'tail', backlog: 0 }, mirror: 4000 }, 20);
    for (let i = 0; i < 5; i += 1) {
      fill(bench, 500);
      bench.pass(20);
    }
    expect(view.received.map(({ item }) => item)).toEqual([
      { type: 'batch', count: 0, scanned: 0 },
      { type: 'batch', count: 0, scanned: 1500 },
    ]);
  });

  it('keeps scanning while there are no credits, so that a narrow view does not fall behind', () => {
    const bench = setUpLog();
    const view = openView(bench, { filter: NEEDLES, from: { at: 'after', seq: 0 }, mirror: 1000 }, 0);
    for (let i = 0; i < 10; i += 1) {
      fillNeedles(bench, 900, 1000);
      bench.pass(20);
    }
    view.grant(5);
    expect(view.gaps).toEqual([]);
    expect(view.seqs).toEqual(range(1, 9).map((n) => n * 1000));
  });

  it('stops when the view closes it', () => {
    const bench = setUpLog();
    const view = openView(bench, {});
    bench.pass(20);
    view.take();
    view.close();
    fill(bench, 3);
    bench.pass(100);
    view.grant(1);
    expect(view.received).toEqual([]);
    expect(view.ended).toBe(0);
    expect(bench.clock.pending).toBe(0);
  });

  it('goes on after a seq', () => {
    const bench = setUpLog();
    fill(bench, 10);
    const view = openView(bench, { from: { at: 'after', seq: 7 } });
    bench.pass(1);
    expect(view.seqs).toEqual([8, 9, 10]);
  });

  it('answers with its own last seq when asked to go on after one that is not there yet', () => {
    const bench = setUpLog();
    fill(bench, 10);
    const view = openView(bench, { from: { at: 'after', seq: 500 } });
    bench.pass(1);
    expect(view.received).toMatchObject([{ item: { type: 'batch', count: 0, scanned: 10 } }]);
  });
});

describe('a view that falls behind', () => {
  it('is skipped ahead when more than a mirror waits, and told so', () => {
    const bench = setUpLog();
    const view = openView(bench, { from: { at: 'after', seq: 0 }, mirror: 4000 }, 1);
    fill(bench, 10);
    bench.pass(20);
    fill(bench, 3000);
    bench.pass(20);
    fill(bench, 5000);
    bench.pass(20);
    expect(view.seqs).toEqual(range(1, 10));
    view.grant(1); // what was already picked for the view when it was not yet behind
    const picked = view.seqs.at(-1) ?? 0;
    expect(picked).toBeGreaterThan(10);
    expect(view.seqs).toEqual(range(1, picked));
    expect(view.gaps).toEqual([]);
    view.grant(10);
    bench.pass(100);
    expect(view.gaps).toEqual([{ type: 'gap', after: picked, before: 7011, lost: false }]);
    expect(view.seqs).toEqual([...range(1, picked), ...range(7011, 8010)]);
  });

  it('is not skipped ahead by exactly a mirror', () => {
    const bench = setUpLog();
    fill(bench, 4000);
    const view = openView(bench, { from: { at: 'after', seq: 0 }, mirror: 4000 }, 100);
    bench.pass(500);
    expect(view.seqs).toEqual(range(1, 4000));
  });

  it('hears which rows are gone and which it can still fetch', () => {
    const bench = setUpLog(400_000);
    const view = openView(bench, { from: { at: 'after', seq: 0 }, mirror: 1000 }, 1);
    fill(bench, 10);
    bench.pass(20);
    fill(bench, 30_000);
    bench.pass(20);
    view.grant(10);
    bench.pass(1000);
    const picked = view.gaps[0]?.after ?? 0;
    const first = bench.log.firstSeq;
    expect(first).toBeGreaterThan(picked + 1);
    expect(view.gaps).toEqual([
      { type: 'gap', after: picked, before: first, lost: true },
      { type: 'gap', after: first - 1, before: 30_010 - 250 + 1, lost: false },
    ]);
    expect(view.seqs).toEqual([...range(1, picked), ...range(29_761, 30_010)]);
  });

  it('gets what was picked for it before it hears what is gone', () => {
    const bench = setUpLog(400_000);
    const view = openView(bench, { from: { at: 'after', seq: 0 }, mirror: 1_000_000 }, 1);
    fill(bench, 10);
    bench.pass(20);
    fill(bench, 3000);
    bench.pass(20); // one batch is picked and waits for a credit
    fill(bench, 30_000);
    bench.pass(20);
    view.grant(1);
    const picked = view.seqs.at(-1) ?? 0;
    expect(picked).toBeGreaterThan(10);
    expect(view.seqs).toEqual(range(1, picked));
    view.grant(100);
    bench.pass(1000);
    const first = bench.log.firstSeq;
    expect(view.gaps).toEqual([{ type: 'gap', after: picked, before: first, lost: true }]);
    expect(view.seqs).toEqual([...range(1, picked), ...range(first, 33_010)]);
  });

  it('hears of a start that is no longer held', () => {
    const bench = setUpLog(400_000);
    fill(bench, 30_000);
    const first = bench.log.firstSeq;
    const view = openView(bench, { from: { at: 'after', seq: 3 }, mirror: 1_000_000 }, 100);
    bench.pass(1000);
    expect(view.gaps).toEqual([{ type: 'gap', after: 3, before: first, lost: true }]);
    expect(view.seqs).toEqual(range(first, 30_000));
  });
});

describe('a search over a large tail', () => {
  /** Calls of `find` in each turn; each is followed by at most 512 rows. */
  function watchTurns(bench: TestLog) {
    const perTurn: number[] = [];
    const { find } = bench.log;
    const log = Object.create(bench.log, {
      find: {
        value(seq: number) {
          perTurn.push((perTurn.pop() ?? 0) + 1);
          return find(seq);
        },
      },
    });
    const after = (ms: number, callback: () => void): (() => void) =>
      bench.clock.after(ms, () => {
        perTurn.push(0);
        callback();
      });
    return { perTurn, bench: { ...bench, log, clock: { ...bench.clock, after } } };
  }

  it('goes in turns of at most 20,000 rows', () => {
    const bench = setUpLog();
    fillNeedles(bench, 100_000, 100_001);
    const watched = watchTurns(bench);
    const view = openView(watched.bench, { filter: NEEDLES, from: { at: 'tail', backlog: 1 } });
    bench.pass(1);
    expect(view.received).toMatchObject([{ item: { type: 'batch', count: 0, scanned: 100_000 } }]);
    expect(watched.perTurn.length).toBeGreaterThanOrEqual(8); // back to the beginning, and forward again
    // One turn may end the search back and begin the way forward.
    expect(Math.max(...watched.perTurn)).toBeLessThanOrEqual(2 * 45);
  });

  it('sends what it has found before it goes on', () => {
    const bench = setUpLog();
    fillNeedles(bench, 100_000, 15_000);
    const watched = watchTurns(bench);
    const view = openView(watched.bench, { filter: NEEDLES, from: { at: 'after', seq: 0 }, mirror: 1_000_000 });
    bench.pass(0);
    expect(view.received[0]?.seqs).toEqual([15_000]);
    expect(view.received[0]?.item).toMatchObject({ scanned: expect.toSatisfy((seq) => seq < 21_000) });
  });

  it('ends a turn by the clock when rows are slow to look at', () => {
    const bench = setUpLog();
    fillNeedles(bench, 5000, 5001);
    const watched = watchTurns(bench);
    let now = 0;
    const clock = {
      ...watched.bench.clock,
      now() {
        now += 1500;
        return now;
      },
    };
    openView(
      { ...watched.bench, clock },
      { filter: NEEDLES, from: { at: 'page', after: 0, before: 5001, limit: 9, toward: 'after' } },
    );
    bench.pass(1);
    expect(watched.perTurn.length).toBeGreaterThanOrEqual(5);
    expect(Math.max(...watched.perTurn)).toBeLessThanOrEqual(3);
  });
});
