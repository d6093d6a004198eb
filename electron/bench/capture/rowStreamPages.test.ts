import { describe, expect, it } from 'vitest';
import { fill, fillNeedles, NEEDLES, openView, range, setUpLog } from './rowStream.testkit.ts';

describe('a page', () => {
  const page = (after: number, before: number, limit: number, toward: 'after' | 'before') =>
    ({ from: { at: 'page', after, before, limit, toward } }) as const;

  it.each<[string, Parameters<typeof page>, readonly number[], readonly [number, number][]]>([
    ['all between two rows', [10, 20, 100, 'after'], range(11, 19), []],
    ['the same from the other side', [10, 20, 100, 'before'], range(11, 19), []],
    ['the first of them', [10, 20, 4, 'after'], range(11, 14), [[14, 20]]],
    ['the last of them', [10, 20, 4, 'before'], range(16, 19), [[10, 16]]],
    ['exactly as many as there are', [10, 20, 9, 'before'], range(11, 19), []],
    ['exactly as many as there are, from the start', [10, 20, 9, 'after'], range(11, 19), []],
    ['the beginning of the log', [0, 4, 100, 'before'], range(1, 3), []],
    ['what there is of the end', [95, 200, 100, 'after'], range(96, 100), []],
    ['what there is of the end, from the other side', [95, 200, 3, 'before'], range(98, 100), [[95, 98]]],
    ['nothing between neighbours', [10, 11, 100, 'after'], [], []],
    ['nothing between neighbours, from the other side', [10, 11, 100, 'before'], [], []],
    ['nothing the wrong way round', [20, 10, 100, 'before'], [], []],
    ['nothing beyond the end', [100, 200, 100, 'before'], [], []],
    ['nothing far beyond the end', [300, 400, 100, 'after'], [], []],
  ])('brings %s and ends', (_name, asked, seqs, holes) => {
    const bench = setUpLog();
    fill(bench, 100);
    const view = openView(bench, page(...asked), 10);
    bench.pass(100);
    expect(view.seqs).toEqual(seqs);
    expect(view.gaps).toEqual(holes.map(([after, before]) => ({ type: 'gap', after, before, lost: false })));
    expect(view.ended).toBe(1);
    expect(view.received.some(({ item }) => item.type === 'batch')).toBe(true);
    fill(bench, 5);
    bench.pass(100);
    view.grant(1);
    expect(view.seqs).toEqual(seqs);
    expect(bench.clock.pending).toBe(0);
  });

  it.each(['after', 'before'] as const)('brings what matches, toward %s, and says what it left out', (toward) => {
    const bench = setUpLog();
    fillNeedles(bench, 1000, 100);
    const view = openView(bench, { ...page(150, 950, 3, toward), filter: NEEDLES }, 10);
    bench.pass(100);
    expect(view.seqs).toEqual(toward === 'after' ? [200, 300, 400] : [700, 800, 900]);
    // The hole reaches to the next row that matches: what does not match is not missing.
    expect(view.gaps).toEqual([
      toward === 'after'
        ? { type: 'gap', after: 499, before: 950, lost: false }
        : { type: 'gap', after: 150, before: 601, lost: false },
    ]);
  });

  it('with fewer matches than wanted leaves nothing out', () => {
    const bench = setUpLog();
    fillNeedles(bench, 1000, 400);
    const view = openView(bench, { ...page(0, 1001, 2, 'before'), filter: NEEDLES }, 10);
    bench.pass(100);
    expect(view.seqs).toEqual([400, 800]);
    expect(view.gaps).toEqual([]);
  });

  it.each(['after', 'before'] as const)('tells what the log no longer holds, toward %s', (toward) => {
    const bench = setUpLog(400_000);
    fill(bench, 30_000);
    const first = bench.log.firstSeq;
    const view = openView(bench, page(5, first + 10, 100, toward), 10);
    bench.pass(100);
    expect(view.received.map(({ item, seqs }) => (item.type === 'gap' ? item : seqs))).toEqual([
      { type: 'gap', after: 5, before: first, lost: true },
      range(first, first + 9),
    ]);
  });

  it('wholly of the past is one gap', () => {
    const bench = setUpLog(400_000);
    fill(bench, 30_000);
    const view = openView(bench, page(5, 20, 100, 'before'), 10);
    bench.pass(100);
    expect(view.gaps).toEqual([{ type: 'gap', after: 5, before: 20, lost: true }]);
    expect(view.seqs).toEqual([]);
    expect(view.ended).toBe(1);
  });

  it('waits for credits, up to its end', () => {
    const bench = setUpLog();
    fill(bench, 100);
    const view = openView(bench, page(10, 90, 20, 'after'), 0);
    bench.pass(100);
    expect([view.received.length, view.ended]).toEqual([0, 0]);
    view.grant(1);
    bench.pass(20);
    expect([view.received.length, view.ended]).toEqual([1, 0]);
    view.grant(1);
    expect([view.received.length, view.ended]).toEqual([2, 1]);
  });

  it.each(['after', 'before'] as const)('of large rows ends at its bytes, toward %s', (toward) => {
    const bench = setUpLog();
    fill(bench, 40, 'z'.repeat(200_000));
    const view = openView(bench, page(0, 41, 40, toward), 100);
    bench.pass(2000);
    // 4 MiB of rows of 200,000 bytes, the last one begun within them.
    expect(view.seqs).toEqual(toward === 'after' ? range(1, 21) : range(20, 40));
    expect(view.gaps).toHaveLength(1);
    expect(view.ended).toBe(1);
  });
});
