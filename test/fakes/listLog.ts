import type { CaptureLog } from '#bench/capture/captureLog.ts';
import type { Clock } from '#shared/base/clock.ts';
import { createEmitter } from '#shared/base/emitter.ts';
import type { LinkInfo } from '#shared/model/link.ts';
import type { NewRow, NoteRow, Row } from '#shared/model/row.ts';

/** A log that keeps every row as an object, for tests that ask what was recorded. */
export interface ListLog extends CaptureLog {
  readonly rows: readonly Row[];
  /** Rows of one link, in order. */
  of(link: number): readonly Row[];
  /** The bytes of one link in one direction. */
  bytes(link: number, dir: 'rx' | 'tx'): Uint8Array;
  notes(): readonly NoteRow[];
}

export function createListLog(clock: Pick<Clock, 'now'>): ListLog {
  const rows: Row[] = [];
  const links = new Map<number, LinkInfo>();
  const changed = createEmitter<LinkInfo>();
  const put = (link: LinkInfo): void => {
    links.set(link.id, link);
    changed.emit(link);
  };
  const change = (id: number, part: Partial<LinkInfo>): void => {
    const link = links.get(id);
    if (link === undefined) throw new Error(`No link ${id}`);
    put({ ...link, ...part });
  };
  const append = (row: NewRow): number => {
    rows.push({ ...row, bytes: row.bytes.slice(), seq: rows.length + 1 });
    return rows.length;
  };

  return {
    rows,
    of: (link) => rows.filter((row) => row.link === link),
    bytes: (link, dir) =>
      Uint8Array.from(rows.filter((row) => row.link === link && row.dir === dir).flatMap((row) => [...row.bytes])),
    notes: () => rows.filter((row) => row.lane === 'note'),
    append,
    note(kind, text, link = 0) {
      const t = clock.now();
      return append({ lane: 'note', dir: 'none', kind, text, link, t, tLast: t, bytes: new Uint8Array(0) });
    },
    openLink({ lane, role, address, name }) {
      const id = links.size + 1;
      put({
        id,
        lane,
        role,
        address,
        name: name ?? `#${id}`,
        clientId: '',
        level: 0,
        openedAt: clock.now(),
        closedAt: null,
      });
      return id;
    },
    updateLink: change,
    closeLink: (id) => change(id, { closedAt: clock.now() }),
    link: (id) => links.get(id),
    links: () => [...links.values()],
    onLink: (listener) => changed.on(listener),
    firstSeq: 1,
    get lastSeq() {
      return rows.length;
    },
    find: () => undefined,
    onAppend: () => () => {},
    stats: () => ({
      firstSeq: 1,
      lastSeq: rows.length,
      rows: { serial: 0, mqtt: rows.length, note: 0 },
      bytes: { serial: 0, mqtt: 0 },
      tailBytes: 0,
      tailLimit: 0,
      dropped: 0,
    }),
  };
}
