import type { StreamSink } from '#shared/contract/contract.ts';
import {
  MAX_BATCH_BYTES,
  MAX_BATCH_ROWS,
  type RowFilter,
  type RowsInput,
  type RowsItem,
} from '#shared/contract/log.ts';
import { decodeRowChunk } from '#shared/model/rowChunkCodec.ts';
import { serialRow } from '#shared/model/rows.testkit.ts';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { createCaptureLog } from './createCaptureLog.ts';
import { createRowStream } from './rowStream.ts';

/** What a view got: the seqs of a batch, or a gap; and when, in milliseconds. */
export interface Received {
  readonly at: number;
  readonly item: RowsItem;
  readonly seqs: readonly number[];
}

const ALL: RowFilter = { lanes: ['serial', 'mqtt'], notes: true };

/** A log on a fake clock, whose turns end when the test says so. */
export function setUpLog(tailBytes = 50_000_000) {
  const clock = createFakeClock();
  const deferred: (() => void)[] = [];
  const log = createCaptureLog({ clock, limits: { tailBytes }, defer: (callback) => deferred.push(callback) });
  return {
    clock,
    log,
    /** Tells the log's listeners of what was appended. */
    endTurn() {
      for (const callback of deferred.splice(0)) callback();
    },
    /** Lets time pass. */
    pass(ms: number) {
      this.endTurn();
      clock.advance(ms);
      this.endTurn();
    },
  };
}
export type TestLog = ReturnType<typeof setUpLog>;

/** A view that only takes what it is given; checks what the contract promises of every item. */
export function openView(
  { log, clock }: TestLog,
  input: Partial<Omit<RowsInput, 'filter'>> & { readonly filter?: RowFilter },
  credits = 2,
) {
  const received: Received[] = [];
  const creditListeners: (() => void)[] = [];
  let left = credits;
  let ended = 0;
  const sink: StreamSink<RowsItem> = {
    get credits() {
      return left;
    },
    push(item, body) {
      if (left === 0) throw new RangeError('no credit');
      left -= 1;
      received.push({ at: clock.now() / 1000, item, seqs: item.type === 'batch' ? seqsOf(item.count, body) : [] });
    },
    onCredit: (listener) => void creditListeners.push(listener),
    end() {
      ended += 1;
    },
  };
  const close = createRowStream({ log, clock })(
    { filter: ALL, from: { at: 'tail', backlog: 1000 }, mirror: 10_000, ...input },
    sink,
  );
  return {
    received,
    close,
    grant(n: number) {
      left += n;
      for (const listener of creditListeners) listener();
    },
    get ended() {
      return ended;
    },
    /** Seqs of all batches, in the order of arrival. */
    get seqs() {
      return received.flatMap(({ seqs }) => seqs);
    },
    get gaps() {
      return received.flatMap(({ item }) => (item.type === 'gap' ? [item] : []));
    },
    /** What came since the last look. */
    take: () => received.splice(0),
  };
}

function seqsOf(count: number, body: Uint8Array | undefined): readonly number[] {
  if (body === undefined) throw new Error('A batch without a body');
  const decoded = decodeRowChunk(body);
  if (!decoded.ok) throw new Error(decoded.error.message);
  if (decoded.value.count !== count) throw new Error(`${decoded.value.count} rows announced as ${count}`);
  if (count > MAX_BATCH_ROWS) throw new Error(`${count} rows in one batch`);
  if (count > 1 && body.length > MAX_BATCH_BYTES) throw new Error(`${body.length} bytes in one batch`);
  return [...decoded.value.seq];
}

export const range = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);

export const fill = ({ log }: TestLog, count: number, text = 'row'): void => {
  for (let i = 0; i < count; i += 1) log.append(serialRow(text));
};
/** Every `every`th row says needle. */
export const fillNeedles = ({ log }: TestLog, count: number, every: number): void => {
  for (let i = 0; i < count; i += 1) log.append(serialRow((log.lastSeq + 1) % every === 0 ? 'needle' : 'hay'));
};
export const NEEDLES: RowFilter = { ...ALL, text: 'needle' };
