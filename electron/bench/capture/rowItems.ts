import type { Clock } from '#shared/base/clock.ts';
import type { StreamSink } from '#shared/contract/contract.ts';
import {
  MAX_BATCH_BYTES,
  MAX_BATCH_ROWS,
  MIN_BATCH_INTERVAL_MS,
  type RowsInput,
  type RowsItem,
} from '#shared/contract/log.ts';
import { ROW_COLUMN_BYTES, type RowChunk } from '#shared/model/rowChunk.ts';
import { createRowChunkBuilder } from '#shared/model/rowChunkBuilder.ts';
import { CHUNK_OVERHEAD_BYTES, encodeRowChunk } from '#shared/model/rowChunkCodec.ts';
import { compileRowFilter } from '#shared/model/rowFilter.ts';
import type { CaptureLog } from './captureLog.ts';
import { createScanSlice, scanBackward, scanForward } from './scanRows.ts';

/** What the work waits for: so many milliseconds, or (undefined) a credit or a new row. */
export type Pause = number | undefined;
type Work<T = void> = Generator<Pause, T, void>;

interface RowItemsDeps {
  readonly log: CaptureLog;
  readonly clock: Clock;
  readonly sink: StreamSink<RowsItem>;
  /** The newest seq when the view asked: what it calls now. */
  readonly opened: number;
}

/** The most bytes of rows a page, or the past a live stream begins with, brings: rows may be large. */
const MAX_PAGE_BYTES = 4_194_304;

/** What may still be sent. */
interface Quota {
  rows: number;
  bytes: number;
}
const isUsedUp = (quota: Quota): boolean => quota.rows <= 0 || quota.bytes <= 0;
const use = (quota: Quota, chunk: RowChunk, i: number): void => {
  quota.rows -= 1;
  quota.bytes -= ROW_COLUMN_BYTES + (chunk.start[i + 1] ?? 0) - (chunk.start[i] ?? 0);
};
const unlimited = (): Quota => ({ rows: Infinity, bytes: Infinity });

/** Where to stop, and what may be skipped. */
interface Stretch {
  /** The last seq to send. */
  readonly last: number;
  readonly quota: Quota;
  /** How far behind the newest row it may be; rows up to `exempt` do not count. */
  readonly maxLag: number;
  readonly exempt: number;
}

/**
 * The items of one `log.rows` stream, written as the sequence they are: each step pushes items while there are credits
 * and gives back what to wait for. Ends with the page; a live stream goes on.
 */
export function* rowItems({ log, clock, sink, opened }: RowItemsDeps, { filter, from, mirror }: RowsInput): Work {
  const matches = compileRowFilter(filter, log.link);
  const builder = createRowChunkBuilder(MAX_BATCH_ROWS, MAX_BATCH_BYTES - CHUNK_OVERHEAD_BYTES);
  /** The last seq looked at: everything up to it is sent, in the builder, or did not match. */
  let position = 0;
  /** What the view knows of it; -1 = nothing yet. */
  let reported = -1;
  let nextBatchAt = Number.NEGATIVE_INFINITY;

  /** Milliseconds until a batch may go; undefined = when there is a credit; 0 = now. */
  const batchWait = (): Pause =>
    sink.credits === 0 ? undefined : Math.max(0, Math.ceil((nextBatchAt - clock.now()) / 1000));
  const pushBatch = (): void => {
    nextBatchAt = clock.now() + MIN_BATCH_INTERVAL_MS * 1000;
    reported = position;
    const { count } = builder;
    const body = encodeRowChunk(builder.chunk());
    builder.clear();
    sink.push({ type: 'batch', count, scanned: position }, body);
  };
  function* sendBatch(): Work {
    for (let wait = batchWait(); wait !== 0; wait = batchWait()) yield wait;
    pushBatch();
  }
  function* sendGap(after: number, before: number, lost: boolean): Work {
    if (before <= after + 1) return;
    if (builder.count > 0) yield* sendBatch();
    while (sink.credits === 0) yield undefined;
    reported = before - 1;
    sink.push({ type: 'gap', after, before, lost });
  }
  /** Tells of rows that are left out on purpose, and of those among them that are gone. */
  function* sendHole(after: number, before: number): Work {
    const held = Math.min(Math.max(log.firstSeq, after + 1), before);
    yield* sendGap(after, held, true);
    yield* sendGap(held - 1, before, false);
  }

  /** Goes back from `before` until the quota is used up; `exact`: and on to the next row that matches. Answers the lowest seq seen. */
  function* seekBack(before: number, first: number, quota: Quota, exact: boolean): Work<number> {
    let seq = before;
    const visit = (chunk: RowChunk, i: number): boolean => {
      const stop = isUsedUp(quota);
      if (stop && !exact) return false;
      if (!matches(chunk, i)) return true;
      if (stop) return false;
      use(quota, chunk, i);
      return true;
    };
    for (;;) {
      const lowest = Math.max(first, log.firstSeq);
      const slice = createScanSlice(clock);
      seq = scanBackward(log, seq, lowest, slice, visit);
      if (seq <= lowest || slice.open) return seq;
      yield 0;
    }
  }

  /** Sends what matches behind `position`. Ends at `last` or with the quota; then what was found last is in the builder. */
  function* sendForward({ last, quota, maxLag, exempt }: Stretch): Work {
    let full = false;
    const visit = (chunk: RowChunk, i: number): boolean => {
      if (!matches(chunk, i)) return true;
      if (isUsedUp(quota)) return false;
      full = !builder.copy(chunk, i);
      if (full) return false;
      use(quota, chunk, i);
      return true;
    };
    for (;;) {
      const held = Math.min(log.firstSeq, last + 1);
      if (position + 1 < held) {
        yield* sendGap(position, held, true);
        position = held - 1;
      }
      if (log.lastSeq - Math.max(position, exempt) > maxLag) {
        if (builder.count > 0) yield* sendBatch();
        while (sink.credits === 0) yield undefined;
        // Leaves a quarter of what is allowed, so that a view that stays slow is not skipped ahead again at once.
        const before = log.lastSeq - Math.floor(maxLag / 4) + 1;
        yield* sendHole(position, before);
        position = before - 1;
      }
      const newest = Math.min(last, log.lastSeq);
      const slice = createScanSlice(clock);
      position = scanForward(log, position, newest, slice, visit);
      if (full) {
        yield* sendBatch();
        full = false;
      } else if (position < newest && slice.open) {
        if (isUsedUp(quota)) return;
      } else if (position < newest) {
        if (builder.count > 0 && batchWait() === 0) pushBatch();
        yield 0;
      } else if (position === last) return;
      else if (builder.count > 0 || reported < 0 || position - reported > maxLag / 4) {
        const wait = batchWait();
        if (wait === 0) pushBatch();
        else yield wait;
      } else yield undefined;
    }
  }

  switch (from.at) {
    case 'tail': {
      const backlog = { rows: Math.min(from.backlog, mirror), bytes: MAX_PAGE_BYTES };
      position = (yield* seekBack(opened + 1, 1, backlog, false)) - 1;
      // A view without a past learns where it begins before its first row.
      if (from.backlog === 0) yield* sendBatch();
      return yield* sendForward({ last: Infinity, quota: unlimited(), maxLag: mirror, exempt: opened });
    }
    case 'after':
      position = Math.min(from.seq, opened);
      return yield* sendForward({ last: Infinity, quota: unlimited(), maxLag: mirror, exempt: 0 });
    case 'page': {
      const { after, before } = from;
      // A page does not wait for rows that are yet to come.
      const last = Math.max(after, Math.min(before - 1, opened));
      let quota: Quota = { rows: from.limit, bytes: MAX_PAGE_BYTES };
      position = after;
      if (from.toward === 'before') {
        const first = yield* seekBack(last + 1, after + 1, quota, true);
        quota = unlimited();
        yield* sendHole(after, first);
        position = first - 1;
      }
      yield* sendForward({ last, quota, maxLag: Infinity, exempt: 0 });
      yield* sendBatch();
      if (position < last) yield* sendHole(position, before);
    }
  }
}
