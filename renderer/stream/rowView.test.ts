import { describe, expect, it } from 'vitest';
import type { RowFilter } from '#shared/contract/log.ts';
import { createRowsClient } from './rowsClient.testkit.ts';
import { createRowView } from './rowView.ts';
import type { RowView, RowViewOptions, RowViewState } from './rowViewTypes.ts';

const ALL: RowFilter = { lanes: ['serial'], notes: true };
const OK_ONLY: RowFilter = { ...ALL, text: 'ok' };

/** Seqs of rows; `(7-9)` for a gap of these seqs, `[7-9]` for a lost one. */
function show({ lines }: RowView): string {
  const shown: string[] = [];
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines.entryAt(i);
    if (line?.type === 'row') shown.push(String(line.row.seq));
    else if (line !== undefined) {
      const span = `${line.after + 1}-${line.before - 1}`;
      shown.push(line.lost ? `[${span}]` : `(${span})`);
    }
  }
  return shown.join(' ');
}
const range = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);

function setUp(options: Partial<RowViewOptions> = {}) {
  const bench = createRowsClient();
  const frames: (() => void)[] = [];
  const view = createRowView({
    client: bench.client,
    filter: ALL,
    schedule: (callback) => frames.push(callback),
    ...options,
  });
  /** The next frame; answers how many callbacks it had. */
  const frame = (): number => {
    const due = frames.splice(0);
    for (const callback of due) callback();
    return due.length;
  };
  /** The state as the next frame shows it. */
  const state = (): RowViewState => {
    frame();
    return view.getState();
  };
  return { ...bench, view, frame, state };
}

describe('a row view', () => {
  it('opens the stream at the tail and shows what comes', () => {
    const { view, last, state } = setUp({ backlog: 300, mirror: { rows: 5000 } });
    expect(last().input).toEqual({ filter: ALL, from: { at: 'tail', backlog: 300 }, mirror: 5000 });
    expect(view.getState()).toMatchObject({ status: 'loading', paused: false, older: 'unknown' });
    last().rows([8, 9]);
    last().gap(9, 20);
    last().rows([20, 21], 25);
    expect(show(view)).toBe('8 9 (10-19) 20 21');
    expect(state().status).toBe('live');
  });

  it.each([
    [10, 1000],
    [3_000_000, 1_000_000],
  ])('asks for a mirror within the contract when it keeps %d rows', (rows, mirror) => {
    expect(setUp({ mirror: { rows } }).last().input.mirror).toBe(mirror);
  });

  it('is live without a line when nothing matches', () => {
    const { last, state, view } = setUp();
    last().rows([], 0);
    expect(state().status).toBe('live');
    expect(view.lines.length).toBe(0);
  });

  it('goes up one version and tells once per frame, whatever came in it', () => {
    const { view, last, frame } = setUp();
    frame();
    const before = view.getVersion();
    const snapshot = view.getState();
    let told = 0;
    const stop = view.subscribe(() => {
      told += 1;
      expect(view.getVersion()).toBe(before + told);
    });
    for (const seq of range(1, 50)) last().rows([seq]);
    expect([told, view.getVersion()]).toEqual([0, before]);
    expect(view.getState()).toBe(snapshot);
    expect(frame()).toBe(1);
    expect([told, view.getVersion()]).toEqual([1, before + 1]);
    expect(view.getState()).toBe(view.getState());
    expect(view.getState()).not.toBe(snapshot);
    expect(frame()).toBe(0);
    stop();
    last().rows([51]);
    frame();
    expect(told).toBe(1);
  });

  it('fails without throwing when a block of rows cannot be read, keeps its lines, and can be tried again', () => {
    const { view, last, state, streams } = setUp();
    last().rows([1, 2]);
    last().item({ type: 'batch', count: 1, scanned: 3 }, Uint8Array.from([1, 2, 3]));
    expect(state()).toMatchObject({ status: 'failed', error: { code: 'bad-chunk' } });
    expect(last().closed).toBe(true);
    expect(show(view)).toBe('1 2');
    view.retry();
    expect(streams).toHaveLength(2);
    expect(last().input.from).toEqual({ at: 'after', seq: 2 });
    last().rows([3]);
    expect(show(view)).toBe('1 2 3');
    expect(state()).toMatchObject({ status: 'live', error: undefined });
  });

  it('fails when a batch comes without its rows', () => {
    const { last, state } = setUp();
    last().item({ type: 'batch', count: 1, scanned: 3 });
    expect(state()).toMatchObject({ status: 'failed', error: { code: 'bad-chunk' } });
  });

  it('fails with the reason when the bench refuses the stream', () => {
    const { last, state } = setUp();
    last().end('overloaded');
    expect(state()).toMatchObject({ status: 'failed', error: { code: 'overloaded' } });
  });

  it('hears nothing more after close', () => {
    const { view, last, state } = setUp();
    last().rows([1]);
    view.close();
    expect(last().closed).toBe(true);
    last().rows([2]);
    last().end('closed');
    expect(show(view)).toBe('1');
    expect(state().status).toBe('live');
  });
});

describe('setFilter', () => {
  it('begins anew, and shows the old lines until the first new one', () => {
    const { view, last, streams, state } = setUp({ backlog: 300 });
    last().rows([1, 2, 3]);
    view.setFilter(OK_ONLY);
    expect(streams[0]?.closed).toBe(true);
    expect(last().input).toMatchObject({ filter: OK_ONLY, from: { at: 'tail', backlog: 300 } });
    expect(state()).toMatchObject({ filter: OK_ONLY, status: 'loading' });
    expect(show(view)).toBe('1 2 3');
    streams[0]?.rows([4]);
    expect(show(view)).toBe('1 2 3');
    last().rows([2], 4);
    expect(show(view)).toBe('2');
  });

  it('does not take lines of the old filter for new ones when the wire breaks in between', () => {
    const { view, last } = setUp({ backlog: 300 });
    last().rows([1, 2, 3]);
    view.setFilter(OK_ONLY);
    last().end('closed');
    const next = createRowsClient();
    view.reconnect(next.client);
    expect(next.last().input).toMatchObject({ filter: OK_ONLY, from: { at: 'tail', backlog: 300 } });
    next.last().rows([2], 4);
    expect(show(view)).toBe('2');
  });

  it('while paused fetches the past up to the pause and counts on behind it', () => {
    const { view, last, streams, state } = setUp({ backlog: 300 });
    last().rows(range(1, 9));
    view.pause();
    last().rows([10, 11]);
    view.setFilter(OK_ONLY);
    const [, counting, page] = streams;
    expect(counting?.input).toMatchObject({ filter: OK_ONLY, from: { at: 'after', seq: 9 } });
    expect(page?.input).toMatchObject({
      filter: OK_ONLY,
      from: { at: 'page', after: 0, before: 10, limit: 300, toward: 'before' },
    });
    counting?.rows([10], 11);
    page?.gap(0, 3);
    page?.rows([4, 8], 9);
    page?.end();
    expect(show(view)).toBe('4 8');
    expect(state()).toMatchObject({ paused: true, arrived: 1, older: 'unknown' });
    view.resume();
    expect(last().input.from).toEqual({ at: 'after', seq: 9 });
    last().rows([10], 11);
    expect(show(view)).toBe('4 8 10');
  });

  it('while paused, and resumed before the past is there, begins at the tail', () => {
    const { view, last, streams } = setUp({ backlog: 300 });
    last().rows(range(1, 9));
    view.pause();
    view.setFilter(OK_ONLY);
    view.resume();
    expect(streams.map(({ closed }) => closed)).toEqual([true, true, true, false]);
    expect(last().input).toMatchObject({ filter: OK_ONLY, from: { at: 'tail', backlog: 300 } });
  });
});

describe('clear', () => {
  it('leaves only rows from now on, by the clock of the bench', () => {
    const { view, last, streams, state } = setUp();
    last().rows([1, 2]);
    view.clear();
    expect(show(view)).toBe('');
    expect(streams[0]?.closed).toBe(true);
    expect(last().input.from).toEqual({ at: 'tail', backlog: 0 });
    last().rows([], 7);
    last().rows([8]);
    expect(show(view)).toBe('8');
    expect(state().older).toBe('none');
  });

  it('holds under later filters and for the past', () => {
    const { view, last, streams } = setUp();
    last().rows([1, 2]);
    view.clear();
    last().rows([], 7);
    last().rows([8, 9]);
    view.setFilter(OK_ONLY);
    last().gap(3, 6);
    last().rows([6, 7, 8, 9]);
    expect(show(view)).toBe('8 9');
    view.loadOlder();
    expect(streams).toHaveLength(3);
  });

  it('holds when the wire is gone, from what was seen', () => {
    const { view, last } = setUp();
    last().rows([1, 2], 4);
    last().end('closed');
    view.clear();
    last().end('closed');
    const next = createRowsClient();
    view.reconnect(next.client);
    expect(next.last().input.from).toEqual({ at: 'after', seq: 4 });
    next.last().rows([5]);
    expect(show(view)).toBe('5');
  });

  it('while paused leaves an empty view that counts', () => {
    const { view, last, state } = setUp();
    last().rows([1, 2]);
    view.pause();
    view.clear();
    last().rows([], 5);
    last().rows([6, 7]);
    expect(show(view)).toBe('');
    expect(state()).toMatchObject({ paused: true, arrived: 2 });
    view.resume();
    expect(last().input.from).toEqual({ at: 'after', seq: 5 });
  });
});

describe('pause and resume', () => {
  it('holds the lines, counts what comes, and goes on without a hole', () => {
    const { view, last, streams, state } = setUp();
    last().rows([1, 2], 3);
    view.pause();
    view.pause();
    last().rows([4, 5]);
    last().gap(5, 100);
    last().rows([100], 101);
    expect(show(view)).toBe('1 2');
    expect(state()).toMatchObject({ paused: true, arrived: 3, status: 'live' });
    view.resume();
    view.resume();
    expect(streams).toHaveLength(2);
    expect(last().input.from).toEqual({ at: 'after', seq: 3 });
    last().gap(3, 50);
    last().rows([50, 51]);
    expect(show(view)).toBe('1 2 (4-49) 50 51');
    expect(state()).toMatchObject({ paused: false, arrived: 0 });
  });

  it('only counts when paused before the first rows are there, and begins at the tail when resumed', () => {
    const { view, last, streams, state } = setUp({ backlog: 300 });
    view.pause();
    last().rows([1, 2, 3]);
    expect(streams.map(({ closed }) => closed)).toEqual([true, false]);
    expect(last().input.from).toEqual({ at: 'after', seq: 3 });
    last().rows([4]);
    expect(show(view)).toBe('');
    expect(state()).toMatchObject({ status: 'live', arrived: 1 });
    view.resume();
    expect(last().input.from).toEqual({ at: 'tail', backlog: 300 });
    last().rows([1, 2, 3, 4]);
    expect(show(view)).toBe('1 2 3 4');
  });

  it('counts on over a reconnect', () => {
    const { view, last, state } = setUp();
    last().rows([1, 2]);
    view.pause();
    last().rows([3, 4]);
    last().end('closed');
    const next = createRowsClient();
    view.reconnect(next.client);
    expect(next.last().input.from).toEqual({ at: 'after', seq: 4 });
    next.last().rows([5]);
    expect(state()).toMatchObject({ paused: true, arrived: 3 });
    view.resume();
    expect(next.last().input.from).toEqual({ at: 'after', seq: 2 });
  });

  it('fails for damaged rows also while it only counts', () => {
    const { view, last, state } = setUp();
    last().rows([1]);
    view.pause();
    last().item({ type: 'batch', count: 1, scanned: 3 }, new Uint8Array(9));
    expect(state().status).toBe('failed');
  });
});

describe('fillGap', () => {
  const withGap = (options: Partial<RowViewOptions> = {}) => {
    const bench = setUp(options);
    bench.last().rows([1, 2]);
    bench.last().gap(2, 50);
    bench.last().rows([50]);
    return bench;
  };

  it.each([
    ['end', 'before'],
    ['start', 'after'],
  ] as const)('fetches what is nearest to its %s', (nearest, toward) => {
    const { view, last } = withGap();
    view.fillGap(2, nearest);
    expect(last().input.from).toMatchObject({ at: 'page', after: 2, before: 50, toward });
  });

  it('puts rows and the rest of the gap in its place when the page is complete', () => {
    const { view, last, streams } = withGap();
    view.fillGap(2);
    last().gap(2, 40);
    last().rows([40, 45], 49);
    expect(show(view)).toBe('1 2 (3-49) 50');
    streams[0]?.rows([51]);
    last().end();
    expect(show(view)).toBe('1 2 (3-39) 40 45 50 51');
    view.fillGap(2);
    expect(last().input.from).toMatchObject({ after: 2, before: 40 });
  });

  it('asks for one page at a time, and for nothing that is no gap or is lost', () => {
    const { view, last, streams } = withGap();
    last().gap(60, 70, true);
    expect(show(view)).toBe('1 2 (3-49) 50 [61-69]');
    view.fillGap(4);
    view.fillGap(1);
    view.fillGap(99);
    expect(streams).toHaveLength(1);
    view.fillGap(2);
    view.fillGap(2);
    view.loadOlder();
    expect(streams).toHaveLength(2);
  });

  it('forgets the page when the gap went meanwhile', () => {
    const { view, last, streams } = withGap({ mirror: { rows: 1000, bytes: 100_000 } });
    view.fillGap(2);
    const page = last();
    for (let seq = 51; seq < 4000; seq += 50) streams[0]?.rows(range(seq, seq + 49));
    const { length } = view.lines;
    page.rows([40]);
    page.end();
    expect(view.lines.length).toBe(length);
  });

  it('stays live when a page fails, says why, and asks again only when told to', () => {
    const { view, last, streams, state } = withGap();
    view.fillGap(2);
    last().end('overloaded');
    expect(state()).toMatchObject({ status: 'live', error: { code: 'overloaded' } });
    view.fillGap(2);
    expect(streams).toHaveLength(2);
    view.retry();
    last().rows([51]);
    expect(state().error).toBeUndefined();
    view.fillGap(2);
    expect(last().input.from).toMatchObject({ at: 'page' });
    last().item({ type: 'batch', count: 1, scanned: 3 }, new Uint8Array(9));
    expect(last().closed).toBe(true);
    expect(state()).toMatchObject({ status: 'live', error: { code: 'bad-chunk' } });
  });

  it('is over when the wire breaks', () => {
    const { view, last, streams, state } = withGap();
    view.fillGap(2);
    last().end('closed');
    streams[0]?.end('closed');
    expect(state().status).toBe('offline');
    expect(show(view)).toBe('1 2 (3-49) 50');
  });
});

describe('loadOlder', () => {
  it('puts a page before the first line, until there is no more', () => {
    const { view, last, state } = setUp();
    last().rows([50, 51]);
    view.loadOlder();
    expect(last().input.from).toMatchObject({ at: 'page', after: 0, before: 50, toward: 'before' });
    expect(state().older).toBe('loading');
    last().gap(0, 30);
    last().rows([30, 40], 49);
    last().end();
    expect(show(view)).toBe('30 40 50 51');
    expect(view.lines.origin).toBe(-2);
    expect(state().older).toBe('unknown');
    view.loadOlder();
    expect(last().input.from).toMatchObject({ after: 0, before: 30 });
    last().gap(0, 21, true);
    last().rows([25], 29);
    last().end();
    expect(show(view)).toBe('[1-20] 25 30 40 50 51');
    expect(state().older).toBe('none');
  });

  it('asks for nothing when there cannot be more, and then draws nothing anew', () => {
    const { view, last, streams, frame, state } = setUp();
    last().rows([1, 2]);
    view.loadOlder();
    expect(state().older).toBe('none');
    view.loadOlder();
    expect(frame()).toBe(0);
    expect(streams).toHaveLength(1);
  });

  it('has no room while live in a full mirror, but has while paused, at the cost of the newest', () => {
    const { view, last, frame, state, streams } = setUp({ mirror: { rows: 3000 } });
    last().rows(range(5001, 7500));
    view.loadOlder();
    expect(state().older).toBe('full');
    view.loadOlder();
    expect(frame()).toBe(0);
    expect(streams).toHaveLength(1);

    view.pause();
    view.loadOlder();
    last().rows(range(3001, 5000));
    last().end();
    expect(view.lines.entryAt(0)).toMatchObject({ row: { seq: 3001 } });
    expect(view.lines.length).toBeLessThanOrEqual(3000);
    const newest = view.lines.entryAt(view.lines.length - 1);
    view.resume();
    expect(newest).toMatchObject({ type: 'row' });
    expect(last().input.from).toEqual({ at: 'after', seq: newest?.type === 'row' && newest.row.seq });
  });

  it('knows of older rows again when the oldest were dropped', () => {
    const { view, last, state } = setUp({ mirror: { rows: 2000 } });
    last().rows([1]);
    view.loadOlder();
    expect(state().older).toBe('none');
    last().rows(range(2, 4000));
    expect(state().older).toBe('unknown');
  });

  it('never leaves a hole at the new end while live', () => {
    const { view, last, streams } = setUp({ mirror: { rows: 10_000, bytes: 120_000 } });
    last().rows(range(2001, 3000));
    view.loadOlder();
    const page = last();
    if (page === streams[0]) throw new Error('No page was asked for');
    page.rows(range(1, 2000));
    page.end();
    streams[0]?.rows([3001]);
    const { length } = view.lines;
    expect(view.lines.entryAt(length - 1)).toMatchObject({ row: { seq: 3001 } });
    expect(view.lines.entryAt(length - 2)).toMatchObject({ row: { seq: 3000 } });
  });
});

describe('reconnect', () => {
  it('goes on after the last seq it knows', () => {
    const { view, last, state } = setUp();
    last().rows([1, 2], 9);
    last().end('closed');
    expect(state()).toMatchObject({ status: 'offline', error: { code: 'closed' } });
    const next = createRowsClient();
    view.reconnect(next.client);
    expect(state()).toMatchObject({ status: 'loading', error: undefined });
    expect(next.last().input.from).toEqual({ at: 'after', seq: 9 });
    next.last().rows([11], 12);
    expect(show(view)).toBe('1 2 11');
    expect(state().status).toBe('live');
  });

  it('is offline also when the bench just ends the stream', () => {
    const { last, state } = setUp();
    last().end();
    expect(state().status).toBe('offline');
  });

  it('begins at the tail when it never heard anything', () => {
    const { view, last } = setUp({ backlog: 300 });
    last().end('closed');
    const next = createRowsClient();
    view.reconnect(next.client);
    expect(next.last().input.from).toEqual({ at: 'tail', backlog: 300 });
  });

  it('begins anew with a new session, cleared and paused or not', () => {
    const { view, last, state } = setUp({ backlog: 300 });
    last().rows([1, 2], 90);
    view.clear();
    view.pause();
    last().end('closed');
    const next = createRowsClient();
    view.reconnect(next.client, true);
    expect(next.last().input.from).toEqual({ at: 'tail', backlog: 300 });
    next.last().rows([1, 2, 3]);
    expect(show(view)).toBe('1 2 3');
    expect(state()).toMatchObject({ paused: false, older: 'unknown' });
  });

  it.each([false, true])('notices by itself that the log is another one (paused: %s)', (paused) => {
    const { view, last } = setUp({ backlog: 300 });
    last().rows([1, 2], 90);
    if (paused) view.pause();
    last().end('closed');
    const next = createRowsClient();
    view.reconnect(next.client);
    next.last().rows([], 12);
    expect(next.streams.map(({ closed }) => closed)).toEqual([true, false]);
    expect(next.last().input.from).toEqual({ at: 'tail', backlog: 300 });
    next.last().rows([3, 12]);
    expect(show(view)).toBe('3 12');
  });

  it('does not go on from the old session when the wire breaks before the new one was heard', () => {
    const { view, last } = setUp({ backlog: 300 });
    last().rows([1, 2], 90);
    const next = createRowsClient();
    view.reconnect(next.client, true);
    next.last().end('closed');
    view.reconnect(next.client);
    expect(next.last().input.from).toEqual({ at: 'tail', backlog: 300 });
  });
});
