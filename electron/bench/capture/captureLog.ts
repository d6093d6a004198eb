import type { Unsubscribe } from '#shared/base/emitter.ts';
import type { LogStats } from '#shared/contract/log.ts';
import type { LinkInfo } from '#shared/model/link.ts';
import type { NewRow, NoteKind } from '#shared/model/row.ts';
import type { RowChunk } from '#shared/model/rowChunk.ts';

/** What a link is when it opens; the log gives it its id and its time. */
export type NewLink = Pick<LinkInfo, 'lane' | 'role' | 'address'> & { readonly name?: string };

/**
 * The one truth: every row of the session, in order, and the table of links. Now an in-memory tail bounded in bytes (drops
 * the oldest, counts them); a session file goes behind the same interface.
 */
export interface CaptureLog {
  /** Gives the row its seq and keeps a copy of its bytes. On the hot path: no I/O, no listener work. */
  append(row: NewRow): number;
  /** A note by the bench, stamped now. `link` 0 = about the bench itself. */
  note(kind: NoteKind, text: string, link?: number): number;

  /** Gives out the next link id. The name defaults to `#id`. */
  openLink(link: NewLink): number;
  updateLink(id: number, change: Partial<Pick<LinkInfo, 'name' | 'clientId' | 'level' | 'address'>>): void;
  closeLink(id: number): void;
  link(id: number): LinkInfo | undefined;
  links(): readonly LinkInfo[];
  onLink(listener: (link: LinkInfo) => void): Unsubscribe;

  /** Oldest seq still held (lastSeq + 1 when none is) and newest given out (0 = none). */
  readonly firstSeq: number;
  readonly lastSeq: number;
  /**
   * The chunk that holds `seq` and the row's index in it; undefined when it is not (or no longer) held. The chunk stays as it
   * is until the current turn of the event loop ends: the log may then use the memory of rows it drops for new ones. Whoever
   * keeps bytes of a row for longer copies them.
   */
  find(seq: number): { readonly chunk: RowChunk; readonly index: number } | undefined;
  /** Called at most once per turn of the event loop, after one or more rows were appended. */
  onAppend(listener: () => void): Unsubscribe;
  stats(): LogStats;
}
