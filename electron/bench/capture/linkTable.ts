import type { Clock } from '#shared/base/clock.ts';
import { createEmitter, type Unsubscribe } from '#shared/base/emitter.ts';
import type { LinkInfo } from '#shared/model/link.ts';
import type { CaptureLog, NewLink } from './captureLog.ts';

type LinkChange = Parameters<CaptureLog['updateLink']>[1];

/** The wires of the session by id. Open ones are all kept, of closed ones the newest `maxClosed`. */
export interface LinkTable {
  open(link: NewLink): number;
  update(id: number, change: LinkChange): void;
  close(id: number): void;
  get(id: number): LinkInfo | undefined;
  all(): readonly LinkInfo[];
  onLink(listener: (link: LinkInfo) => void): Unsubscribe;
}

export function createLinkTable(clock: Clock, maxClosed: number): LinkTable {
  const links = new Map<number, LinkInfo>();
  const changed = createEmitter<LinkInfo>();
  /** Closed ids, in the order in which they closed. */
  const closed = new Set<number>();
  let lastId = 0;

  const put = (link: LinkInfo): void => {
    links.set(link.id, link);
    changed.emit(link);
  };

  return {
    open({ lane, role, address, name }) {
      lastId += 1;
      const id = lastId;
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
    update(id, change) {
      const link = links.get(id);
      if (link !== undefined) put({ ...link, ...change });
    },
    close(id) {
      const link = links.get(id);
      if (link === undefined || link.closedAt !== null) return;
      closed.add(id);
      put({ ...link, closedAt: clock.now() });
      for (const oldest of closed) {
        if (closed.size <= maxClosed) break;
        closed.delete(oldest);
        links.delete(oldest);
      }
    },
    get: (id) => links.get(id),
    all: () => [...links.values()],
    onLink: changed.on,
  };
}
