import type { Unsubscribe } from '#shared/base/emitter.ts';
import type { Failure } from '#shared/base/result.ts';
import type { RowFilter } from '#shared/contract/log.ts';
import type { RpcClient } from '#shared/rpc/rpcClient.ts';
import type { RowLines } from './rowLines.ts';
import type { MirrorLimits } from './rowMirror.ts';

/**
 * `loading`: the bench has not answered yet (lines of an earlier filter may still be shown). `live`: it has; no lines then
 * means that nothing matches. `offline`: the wire is gone, call `reconnect`. `failed`: see `error`, call `retry`.
 */
export type RowViewStatus = 'loading' | 'live' | 'offline' | 'failed';

/** What is before the first line: not known yet, being fetched, nothing, or more than there is room for unless paused. */
export type OlderRows = 'unknown' | 'loading' | 'none' | 'full';

/** A snapshot; the same object until something changed. */
export interface RowViewState {
  readonly version: number;
  readonly filter: RowFilter;
  readonly status: RowViewStatus;
  /** Why the view failed; or, while it is live, why rows of the past could not be fetched (nothing is fetched until `retry`). */
  readonly error: Failure<string> | undefined;
  readonly paused: boolean;
  /** Matching rows that came since the pause: at least so many, rows passed over are not counted. */
  readonly arrived: number;
  readonly older: OlderRows;
}

/** One list of rows, kept outside React: a bounded mirror of the log behind a filter. Never throws. */
export interface RowView {
  readonly lines: RowLines;
  /** Called at most once per frame, after something changed. */
  subscribe(listener: () => void): Unsubscribe;
  getVersion(): number;
  getState(): RowViewState;
  /** Begins anew with the newest rows that match. What is shown stays until they arrive. */
  setFilter(filter: RowFilter): void;
  /** Only rows from now on, also under later filters. */
  clear(): void;
  /** Holds the lines still; capture and counting go on. */
  pause(): void;
  /** Goes on where the lines end. What is too much for the mirror becomes a gap. */
  resume(): void;
  /** Fetches rows of the gap at line `i`, those nearest to its start or end first. A lost gap stays as it is. */
  fillGap(i: number, nearest?: 'start' | 'end'): void;
  /** Fetches rows from before the first line, if the bench has any. */
  loadOlder(): void;
  /** Goes on with another client where this one stopped. `newSession`: the bench was started anew, nothing carries over. */
  reconnect(client: RpcClient, newSession?: boolean): void;
  /** Goes on with the same client after a failure. */
  retry(): void;
  /** Lets go of the bench; `retry` or `reconnect` takes hold again. */
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
