import { createEmitter, type Unsubscribe } from '#shared/base/emitter.ts';
import type { Failure } from '#shared/base/result.ts';
import type { RowFilter, RowsInput } from '#shared/contract/log.ts';
import type { RpcClient } from '#shared/rpc/rpcClient.ts';
import { readItem } from './readItem.ts';
import { requestPage } from './requestPage.ts';
import type { RowLines } from './rowLines.ts';
import { createRowMirror, type MirrorLimits, type MirrorPiece } from './rowMirror.ts';

/**
 * `loading`: the bench has not answered yet (lines of an earlier filter may still be shown). `live`: it has; no lines then
 * means that nothing matches. `offline`: the wire is gone, call `reconnect`. `failed`: see `error`, call `retry`.
 */
export type RowViewStatus = 'loading' | 'live' | 'offline' | 'failed';

/** What is beyond the first line: not asked yet, being fetched, nothing, or no room unless the view is paused. */
export type OlderRows = 'unknown' | 'loading' | 'none' | 'full';

/** A snapshot; the same object until something changed. */
export interface RowViewState {
  readonly version: number;
  readonly filter: RowFilter;
  readonly status: RowViewStatus;
  readonly error: Failure<string> | undefined;
  readonly paused: boolean;
  /** Matching rows that came since the pause, as far as they were counted; at least so many. */
  readonly arrived: number;
  readonly older: OlderRows;
}

/** One list of rows, kept outside React: a bounded mirror of the log behind a filter, and how it is kept up. */
export interface RowView {
  readonly lines: RowLines;
  /** Called at most once per frame, after something changed. */
  subscribe(listener: () => void): Unsubscribe;
  getVersion(): number;
  getState(): RowViewState;
  /** Begins anew with the newest rows that match. What is shown stays until their arrival. */
  setFilter(filter: RowFilter): void;
  /** Only rows from now on, also under later filters. */
  clear(): void;
  /** Holds the lines still; capture and counting go on. */
  pause(): void;
  resume(): void;
  /** Fetches the rows of the gap at line `i`, nearest to its end or start first. Lost gaps stay as they are. */
  fillGap(i: number, nearest?: 'start' | 'end'): void;
  /** Fetches rows from before the first line, if the bench has any. */
  loadOlder(): void;
  /** Goes on with another client where this one stopped. `newSession`: the bench was started anew, nothing carries over. */
  reconnect(client: RpcClient, newSession?: boolean): void;
  /** After a failure: goes on with the same client. */
  retry(): void;
  close(): void;
}

export interface RowViewOptions {
  readonly client: RpcClient;
  readonly filter: RowFilter;
  readonly mirror?: Partial<MirrorLimits>;
  /** How many rows of the past a view begins with. */
  readonly backlog?: number;
  /** Calls back before the next frame: requestAnimationFrame. */
  readonly schedule: (callback: () => void) => void;
}

const MIRROR_ROWS = 200_000;
const MIRROR_BYTES = 67_108_864;
const BACKLOG_ROWS = 5000;
/** Rows fetched at once for a gap or for the past. */
const PAGE_ROWS = 2000;

export function createRowView(options: RowViewOptions): RowView {
  const { schedule, backlog = BACKLOG_ROWS } = options;
  const limits: MirrorLimits = { rows: MIRROR_ROWS, bytes: MIRROR_BYTES, ...options.mirror };
  const mirror = createRowMirror(limits);
  const changed = createEmitter<void>();
  let client = options.client;
  let filter = options.filter;
  let status: RowViewStatus = 'loading';
  let error: Failure<string> | undefined;
  let paused = false;
  let arrived = 0;
  let older: OlderRows = 'unknown';

  /** Rows up to here were cleared away by the user. */
  let floor = 0;
  /** The newest seq the bench told of, shown or only counted. */
  let seen = 0;
  let closeFeed: () => void = () => {};
  let cancelPage: (() => void) | undefined;
  let closed = false;

  let version = 0;
  let frameDue = false;
  let snapshot: RowViewState | undefined;
  const touch = (): void => {
    if (frameDue || closed) return;
    frameDue = true;
    schedule(() => {
      frameDue = false;
      if (closed) return;
      version += 1;
      snapshot = undefined;
      changed.emit();
    });
  };

  const fail = (failure: Failure<string>): void => {
    closeFeed();
    dropPage();
    status = failure.code === 'closed' ? 'offline' : 'failed';
    error = failure;
    touch();
  };
  const dropPage = (): void => {
    cancelPage?.();
    cancelPage = undefined;
    if (older === 'loading') older = 'unknown';
  };

  /** `onFirst` is called before the first item is taken in, with the seq up to which the bench has looked by then. */
  const openFeed = (from: RowsInput['from'], onFirst: (scanned: number) => void = () => {}): void => {
    closeFeed();
    let open = true;
    let first = true;
    status = 'loading';
    error = undefined;
    const close = client.open(
      'log.rows',
      { filter, from, mirror: Math.min(1_000_000, Math.max(1000, limits.rows)) },
      {
        item(item, body) {
          if (!open) return;
          const scanned = item.type === 'gap' ? item.before - 1 : item.scanned;
          if (first) onFirst(scanned);
          first = false;
          status = 'live';
          if (paused) arrived += item.type === 'gap' ? 0 : item.count;
          else {
            const piece = readItem(item, body);
            if (!piece.ok) return fail(piece.error);
            mirror.append(piece.value);
            mirror.scanned(scanned);
          }
          seen = scanned;
          touch();
        },
        end(failure) {
          if (!open) return;
          fail(failure ?? { code: 'closed', message: 'The bench ended the stream of rows.' });
        },
      },
    );
    closeFeed = () => {
      open = false;
      close();
    };
    touch();
  };
  /** Begins anew at the end of the log. */
  const openTail = (rows: number): void => {
    dropPage();
    openFeed({ at: 'tail', backlog: rows }, () => {
      mirror.clear(floor);
      older = 'unknown';
    });
  };
  const openAfter = (seq: number): void =>
    openFeed({ at: 'after', seq }, (scanned) => {
      if (scanned >= seq) return;
      // The log is shorter than what was seen of it: it is another one.
      floor = 0;
      mirror.clear(0);
    });

  const fetchPage = (
    after: number,
    before: number,
    toward: 'after' | 'before',
    limit: number,
    take: (pieces: readonly MirrorPiece[]) => void,
  ): void => {
    dropPage();
    cancelPage = requestPage(client, filter, { after, before, limit, toward }, (page) => {
      cancelPage = undefined;
      if (!page.ok) return fail(page.error);
      take(page.value);
      touch();
    });
    touch();
  };

  openTail(backlog);
  return {
    lines: mirror,
    subscribe: (listener) => changed.on(listener),
    getVersion: () => version,
    getState() {
      snapshot ??= { version, filter, status, error, paused, arrived, older };
      return snapshot;
    },
    setFilter(next) {
      filter = next;
      if (!paused) return openTail(backlog);
      const end = mirror.lastSeq;
      arrived = 0;
      openFeed({ at: 'after', seq: end });
      fetchPage(floor, end + 1, 'before', Math.min(backlog, PAGE_ROWS), (pieces) => {
        mirror.clear(floor);
        mirror.prepend(
          pieces.filter((piece) => !('type' in piece)),
          'oldest',
        );
        mirror.scanned(end);
        older = 'unknown';
      });
    },
    clear() {
      floor = Math.max(seen, mirror.lastSeq);
      mirror.clear(floor);
      arrived = 0;
      openFeed({ at: 'tail', backlog: 0 }, (scanned) => {
        floor = Math.max(floor, scanned);
        mirror.clear(floor);
      });
      dropPage();
      older = 'none';
    },
    pause() {
      if (paused) return;
      paused = true;
      arrived = 0;
      touch();
    },
    resume() {
      if (!paused) return;
      paused = false;
      openAfter(mirror.lastSeq);
    },
    fillGap(i, nearest = 'end') {
      const gap = mirror.entryAt(i);
      if (cancelPage !== undefined || gap?.type !== 'gap' || gap.lost) return;
      fetchPage(gap.after, gap.before, nearest === 'end' ? 'before' : 'after', PAGE_ROWS, (pieces) => {
        mirror.replaceGap(gap, pieces, paused ? 'newest' : 'oldest');
      });
    },
    loadOlder() {
      const first = mirror.firstSeq;
      if (cancelPage !== undefined || older === 'none') return;
      if (first === undefined || first <= floor + 1) older = 'none';
      else if (!paused && mirror.length + PAGE_ROWS > limits.rows) older = 'full';
      else {
        fetchPage(floor, first, 'before', PAGE_ROWS, (pieces) => {
          const [head] = pieces;
          const more = head !== undefined && 'type' in head && !head.lost;
          older = more ? 'unknown' : 'none';
          mirror.prepend(more ? pieces.slice(1) : pieces, 'newest');
        });
        older = 'loading';
      }
      touch();
    },
    reconnect(next, newSession = false) {
      client = next;
      dropPage();
      if (newSession) floor = 0;
      if (newSession || seen === 0) openTail(backlog);
      else openAfter(paused ? seen : mirror.lastSeq);
    },
    retry() {
      dropPage();
      if (seen === 0) openTail(backlog);
      else openAfter(paused ? seen : mirror.lastSeq);
    },
    close() {
      closed = true;
      closeFeed();
      cancelPage?.();
    },
  };
}
