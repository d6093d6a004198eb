import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCaptureLog } from '#bench/capture/createCaptureLog.ts';
import { createRowStream } from '#bench/capture/rowStream.ts';
import type { StreamInput, StreamItem, StreamSink } from '#shared/contract/contract.ts';
import { type RowFilter, rowsInput, rowsItem } from '#shared/contract/log.ts';
import type { NewRow, Row } from '#shared/model/row.ts';
import { anyRow } from '#shared/model/rows.testkit.ts';
import { STREAM_CREDITS } from '#shared/rpc/messages.ts';
import type { RpcClient, StreamListener } from '#shared/rpc/rpcClient.ts';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { createRowView } from './rowView.ts';

/**
 * The whole path of a row, with nothing replaced but the wire: log, filter, credit stream, codec, mirror, view. Whatever is
 * appended, asked for and delayed, the lines are the rows that match, in order, and a gap stands for every one that is not
 * there.
 */

/** Small, so that rows are dropped from the log and from the mirror within a few thousand. */
const TAIL_BYTES = 300_000;
const MIRROR_ROWS = 1200;

type Rows = { input: StreamInput<'log.rows'>; listener: StreamListener<'log.rows'> };

function createPath(filter: RowFilter) {
  const clock = createFakeClock();
  const deferred: (() => void)[] = [];
  const log = createCaptureLog({ clock, limits: { tailBytes: TAIL_BYTES }, defer: (task) => deferred.push(task) });
  const serve = createRowStream({ log, clock });
  /** What is on its way to the view, of all streams, in order. */
  const wire: (() => void)[] = [];

  const open = ({ input, listener }: Rows): (() => void) => {
    let credits = STREAM_CREDITS;
    let closed = false;
    const wake: (() => void)[] = [];
    const sink: StreamSink<StreamItem<'log.rows'>> = {
      get credits() {
        return credits;
      },
      push(item, body) {
        if (credits === 0) throw new RangeError('no credit');
        credits -= 1;
        rowsItem.parse(item);
        wire.push(() => {
          if (closed) return;
          listener.item(item, body);
          credits += 1;
          for (const listen of wake) listen();
        });
      },
      onCredit: (listen) => void wake.push(listen),
      end: () =>
        void wire.push(() => {
          if (!closed) listener.end(undefined);
          closed = true;
        }),
    };
    const stop = serve(rowsInput.parse(input), sink);
    return () => {
      if (!closed) stop();
      closed = true;
    };
  };
  const client: RpcClient = {
    call: () => new Promise(() => {}),
    on: () => () => {},
    open: (_name, input, listener) => open({ input, listener } as Rows),
    state: 'ready',
    onState: () => () => {},
    close: () => {},
  };
  const view = createRowView({
    client,
    filter,
    backlog: 300,
    mirror: { rows: MIRROR_ROWS },
    schedule: (frame) => frame(),
  });
  const endTurn = (): void => {
    for (const task of deferred.splice(0)) task();
  };
  return {
    log,
    view,
    /** All rows ever appended, as the log numbered them. */
    history: [] as Row[],
    append(row: NewRow) {
      const seq = log.append(row);
      this.history.push({ ...row, seq });
    },
    pass(ms: number) {
      endTurn();
      clock.advance(ms);
      endTurn();
    },
    deliver(items: number) {
      for (const arrive of wire.splice(0, items)) arrive();
    },
    /** Until nothing is on its way any more. */
    settle() {
      let quiet = 0;
      for (let turn = 0; turn < 5000 && quiet < 3; turn += 1) {
        this.pass(20);
        quiet = wire.length === 0 ? quiet + 1 : 0;
        this.deliver(wire.length);
      }
      if (quiet < 3) throw new Error('The stream never comes to rest');
    },
  };
}
type Path = ReturnType<typeof createPath>;

/** The filters of this test, said a second time on row objects. */
interface Asked {
  readonly filter: RowFilter;
  matches(row: Row): boolean;
}
const NO_LINKS = { lanes: ['serial', 'mqtt'], notes: true } as const satisfies RowFilter;
const asked: readonly Asked[] = [
  { filter: NO_LINKS, matches: () => true },
  { filter: { ...NO_LINKS, notes: false }, matches: ({ lane }) => lane !== 'note' },
  {
    filter: { lanes: ['serial'], notes: false, dirs: ['tx'] },
    matches: ({ lane, dir }) => lane === 'serial' && dir === 'tx',
  },
  { filter: { ...NO_LINKS, kinds: ['open', 'urc'] }, matches: ({ kind }) => kind === 'open' || kind === 'urc' },
  { filter: { lanes: ['mqtt'], notes: false, links: [2] }, matches: ({ lane, link }) => lane === 'mqtt' && link === 2 },
  {
    filter: { ...NO_LINKS, packetTypes: [3] },
    matches: (row) => row.lane === 'mqtt' && row.kind === 'packet' && (row.bytes[0] ?? 0) >> 4 === 3,
  },
  {
    filter: { ...NO_LINKS, links: [9] },
    matches: ({ lane, link, kind }) => lane === 'note' && link === 0 && ['gap', 'mark', 'error'].includes(kind),
  },
];

/** `cleared`: rows up to there need not be shown. `complete`: the newest rows must be accounted for as well. */
function check({ view, history, log }: Path, { matches }: Asked, cleared: number, complete: boolean): void {
  const { lines } = view;
  /** The seq up to which all is accounted for. */
  let reached: number | undefined;
  const missingFrom = (first: number, before: number): void => {
    for (let seq = first; seq < before; seq += 1) {
      const row = history[seq - 1];
      if (row !== undefined && matches(row)) throw new Error(`Row ${seq} is neither there nor in a gap`);
    }
  };
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines.entryAt(i);
    if (line === undefined) throw new Error(`Line ${i} of ${lines.length} is missing`);
    const first = line.type === 'row' ? line.row.seq : line.after + 1;
    if (reached !== undefined) {
      if (first <= reached) throw new Error(`Line ${i} at ${first} comes after ${reached}`);
      missingFrom(reached + 1, first);
    }
    if (line.type === 'row') {
      if (!matches(line.row)) throw new Error(`Row ${line.row.seq} does not match`);
      // To compare every row after every step would take most of the time.
      if (complete || i % 97 === 0) expect(line.row).toEqual(history[line.row.seq - 1]);
      reached = line.row.seq;
    } else {
      expect(line.before).toBeGreaterThan(line.after + 1);
      if (line.lost) expect(line.before).toBeLessThanOrEqual(log.firstSeq);
      reached = line.before - 1;
    }
  }
  if (complete) missingFrom((reached ?? Math.max(cleared, log.firstSeq - 1)) + 1, log.lastSeq + 1);
}

const gapAt = ({ view: { lines } }: Path): number => {
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines.entryAt(i);
    if (line?.type === 'gap' && !line.lost) return i;
  }
  return -1;
};

type Action =
  | { readonly do: 'append'; readonly rows: readonly NewRow[]; readonly times: number }
  | { readonly do: 'pass' | 'deliver'; readonly n: number }
  | { readonly do: 'filter'; readonly asked: Asked }
  | { readonly do: 'pause' | 'resume' | 'fill' | 'older' | 'clear' | 'retry' };

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('append' as const),
      rows: fc.array(anyRow, { minLength: 1, maxLength: 20 }),
      times: fc.integer({ min: 1, max: 150 }),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('pass' as const), n: fc.integer({ min: 0, max: 40 }) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('deliver' as const), n: fc.integer({ min: 1, max: 5 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('filter' as const), asked: fc.constantFrom(...asked) }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Action>(
      { do: 'pause' },
      { do: 'resume' },
      { do: 'fill' },
      { do: 'fill' },
      { do: 'older' },
      { do: 'clear' },
      { do: 'retry' },
    ),
  },
);

function run(path: Path, step: Action): void {
  switch (step.do) {
    case 'append':
      for (let n = 0; n < step.times; n += 1) for (const row of step.rows) path.append(row);
      break;
    case 'pass':
      path.pass(step.n);
      break;
    case 'deliver':
      path.deliver(step.n);
      break;
    case 'filter':
      path.view.setFilter(step.asked.filter);
      break;
    case 'fill':
      path.view.fillGap(gapAt(path));
      break;
    case 'older':
      path.view.loadOlder();
      break;
    case 'pause':
    case 'resume':
    case 'clear':
    case 'retry':
      path.view[step.do]();
  }
}

describe('the path of a row from the log to the lines', () => {
  it('keeps every row that matches, in order, or a gap in its place', () => {
    const seen = { rows: 0, filled: 0, lost: 0, dropped: 0 };
    fc.assert(
      fc.property(fc.constantFrom(...asked), fc.array(action, { minLength: 20, maxLength: 120 }), (start, steps) => {
        const path = createPath(start.filter);
        let current = start;
        let cleared = 0;
        /** False while the lines may be those of an earlier filter. */
        let settled = true;
        for (const step of steps) {
          if (step.do === 'clear') cleared = path.log.lastSeq;
          run(path, step);
          if (step.do === 'filter') {
            current = step.asked;
            settled = false;
          }
          const { paused, status } = path.view.getState();
          settled ||= !paused && status === 'live';
          if (settled) check(path, current, cleared, false);
        }
        path.view.resume();
        path.settle();
        check(path, current, cleared, true);

        // Every gap that is not lost can be filled while the mirror has room.
        for (let fills = 0; fills < 50 && gapAt(path) >= 0; fills += 1) {
          seen.filled += 1;
          path.view.fillGap(gapAt(path));
          path.settle();
          check(path, current, cleared, false);
        }
        check(path, current, cleared, true);
        const { lines } = path.view;
        if (lines.length < MIRROR_ROWS / 2) expect(gapAt(path)).toBe(-1);
        for (let i = 0; i < lines.length; i += 1) seen[lines.entryAt(i)?.type === 'row' ? 'rows' : 'lost'] += 1;
        seen.dropped += Number(lines.origin > MIRROR_ROWS);
      }),
      { seed: 31, numRuns: 40 },
    );
    // The runs must reach what they are about.
    expect(seen.rows).toBeGreaterThan(1000);
    expect(Math.min(seen.filled, seen.lost, seen.dropped)).toBeGreaterThan(5);
  }, 60_000);
});
