import type { Failure, Result } from '#shared/base/result.ts';
import type { RowsInput } from '#shared/contract/log.ts';
import { createFrameNotifier } from './frameNotifier.ts';
import { readItem } from './readItem.ts';
import { type Page, requestPage } from './requestPage.ts';
import { createRowMirror, type MirrorLimits, type MirrorPiece } from './rowMirror.ts';
import type { OlderRows, RowView, RowViewOptions, RowViewState, RowViewStatus } from './rowViewTypes.ts';

export type { OlderRows, RowView, RowViewOptions, RowViewState, RowViewStatus } from './rowViewTypes.ts';

const MIRROR_ROWS = 200_000;
const MIRROR_BYTES = 67_108_864;
const BACKLOG_ROWS = 5000;
/** Rows fetched at once for a gap or for the past. */
const PAGE_ROWS = 2000;
/** What the contract allows as `mirror`. */
const MIN_MIRROR = 1000;
const MAX_MIRROR = 1_000_000;

/** Opens `log.rows` and keeps a mirror of it, until closed. */
export function createRowView(options: RowViewOptions): RowView {
  const backlog = options.backlog ?? BACKLOG_ROWS;
  const limits: MirrorLimits = { rows: MIRROR_ROWS, bytes: MIRROR_BYTES, ...options.mirror };
  const mirror = createRowMirror(limits);
  let { client, filter } = options;
  let status: RowViewStatus = 'loading';
  let error: Failure<string> | undefined;
  let paused = false;
  let arrived = 0;
  let older: OlderRows = 'unknown';
  /** The lines are not of this filter and this log: those of an earlier one, or none yet. */
  let stale = true;
  /** Rows up to here were cleared away. */
  let floor = 0;
  /** The newest seq the bench has told of, shown or only counted. */
  let seen = 0;
  let closeFeed = (): void => {};
  let cancelPage: (() => void) | undefined;

  let snapshot: RowViewState | undefined;
  const frames = createFrameNotifier((notify) =>
    options.schedule(() => {
      snapshot = undefined;
      notify();
    }),
  );

  const dropPage = (): void => {
    cancelPage?.();
    cancelPage = undefined;
    if (older === 'loading') older = 'unknown';
  };
  const fail = (failure: Failure<string>): void => {
    closeFeed();
    dropPage();
    status = failure.code === 'closed' ? 'offline' : 'failed';
    error = failure;
    frames.touch();
  };

  const show = (piece: MirrorPiece, scanned: number): void => {
    const { origin } = mirror;
    mirror.append(piece);
    mirror.scanned(scanned);
    if (mirror.origin !== origin && older === 'none') older = 'unknown';
  };
  /** `begin` is told, before the first item is taken in, how far the bench has looked and whether it found any rows. */
  const openFeed = (from: RowsInput['from'], begin: (scanned: number, found: boolean) => void): void => {
    closeFeed();
    let open = true;
    let begun = false;
    status = 'loading';
    error = undefined;
    const mirrorRows = Math.min(MAX_MIRROR, Math.max(MIN_MIRROR, limits.rows));
    const close = client.open(
      'log.rows',
      { filter, from, mirror: mirrorRows },
      {
        item(item, body) {
          if (!open) return;
          const scanned = item.type === 'gap' ? item.before - 1 : item.scanned;
          if (!begun) begin(scanned, item.type === 'gap' || item.count > 0);
          begun = true;
          if (!open) return; // `begin` opened another
          const piece = readItem(item, body);
          if (!piece.ok) return fail(piece.error);
          status = 'live';
          seen = scanned;
          if (!paused) show(piece.value, scanned);
          else if (item.type === 'batch') arrived += item.count;
          frames.touch();
        },
        end(failure) {
          if (open) fail(failure ?? { code: 'closed', message: 'The bench ended the stream of rows.' });
        },
      },
    );
    closeFeed = () => {
      open = false;
      close();
    };
    frames.touch();
  };
  const openTail = (rows: number): void => {
    dropPage();
    openFeed({ at: 'tail', backlog: rows }, (scanned, found) => {
      // Paused before the first item: leave it at counting, and begin at the tail when resumed.
      if (paused && rows > 0) return openAfter(scanned);
      if (rows === 0 && !found) floor = scanned;
      mirror.clear(floor);
      stale = false;
      older = rows === 0 ? 'none' : 'unknown';
    });
  };
  const openAfter = (seq: number): void =>
    openFeed({ at: 'after', seq }, (scanned) => {
      if (scanned < seq) startAnew(); // the log is shorter than what was seen of it: another session
    });
  /** Nothing that was shown or cleared belongs to this log. */
  const startAnew = (): void => {
    floor = 0;
    seen = 0;
    stale = true;
    paused = false;
    arrived = 0;
    openTail(backlog);
  };

  const fetchPage = (page: Page, take: (pieces: readonly MirrorPiece[]) => void): void => {
    const done = (result: Result<readonly MirrorPiece[]>): void => {
      cancelPage = undefined;
      if (result.ok) take(result.value);
      else {
        // A wire that went away is the feed's to tell. Else the lines stay live, only the past cannot be had.
        if (older === 'loading') older = 'unknown';
        if (result.error.code !== 'closed') error = result.error;
      }
      frames.touch();
    };
    cancelPage = requestPage(client, filter, page, done);
    frames.touch();
  };
  /** While paused: counts on from the end of the lines, and puts lines of the new filter in their place. */
  const refilterPaused = (): void => {
    const end = mirror.lastSeq;
    dropPage();
    arrived = 0;
    openFeed({ at: 'after', seq: end }, (scanned) => {
      if (scanned < end) startAnew();
    });
    fetchPage({ after: floor, before: end + 1, limit: Math.min(backlog, PAGE_ROWS), toward: 'before' }, (pieces) => {
      mirror.clear(floor);
      mirror.scanned(end);
      stale = false;
      older = takeOlder(pieces);
    });
  };
  /** Puts a page before the lines; answers whether there is more of the past. */
  const takeOlder = (pieces: readonly MirrorPiece[]): OlderRows => {
    const [head] = pieces;
    const more = head !== undefined && 'type' in head && !head.lost;
    // Live lines never give way at the new end: that would leave a hole nobody told of.
    mirror.prepend(more ? pieces.slice(1) : pieces, paused ? 'newest' : 'oldest');
    return more ? 'unknown' : 'none';
  };
  const mayFetch = (): boolean => cancelPage === undefined && error === undefined && !stale;

  const goOn = (): void => {
    dropPage();
    if (seen === 0 || (stale && !paused)) openTail(backlog);
    else if (stale) refilterPaused();
    else openAfter(paused ? seen : mirror.lastSeq);
  };

  openTail(backlog);
  return {
    lines: mirror,
    subscribe: frames.subscribe,
    getVersion: () => frames.version,
    getState() {
      snapshot ??= { version: frames.version, filter, status, error, paused, arrived, older };
      return snapshot;
    },
    setFilter(next) {
      filter = next;
      stale = true;
      if (paused) refilterPaused();
      else openTail(backlog);
    },
    clear() {
      floor = Math.max(seen, mirror.lastSeq);
      mirror.clear(floor);
      stale = false;
      arrived = 0;
      openTail(0);
    },
    pause() {
      if (paused) return;
      paused = true;
      arrived = 0;
      frames.touch();
    },
    resume() {
      if (!paused) return;
      paused = false;
      arrived = 0;
      goOn();
    },
    fillGap(i, nearest = 'end') {
      const gap = mirror.entryAt(i);
      if (!mayFetch() || gap?.type !== 'gap' || gap.lost) return;
      const { after, before } = gap;
      fetchPage({ after, before, limit: PAGE_ROWS, toward: nearest === 'end' ? 'before' : 'after' }, (pieces) => {
        mirror.replaceGap(gap, pieces, paused ? 'newest' : 'oldest');
      });
    },
    loadOlder() {
      const first = mirror.firstSeq;
      if (!mayFetch() || older === 'none') return;
      const was = older;
      const room = mirror.length + PAGE_ROWS <= limits.rows && mirror.memory < limits.bytes * 0.9;
      if (first === undefined || first <= floor + 1) older = 'none';
      else if (!paused && !room) older = 'full';
      else {
        older = 'loading';
        fetchPage({ after: floor, before: first, limit: PAGE_ROWS, toward: 'before' }, (pieces) => {
          older = takeOlder(pieces);
        });
      }
      if (older !== was) frames.touch();
    },
    reconnect(next, newSession = false) {
      client = next;
      if (newSession) startAnew();
      else goOn();
    },
    retry: goOn,
    close() {
      closeFeed();
      dropPage();
    },
  };
}
