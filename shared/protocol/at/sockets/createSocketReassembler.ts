import type { SerialRow } from '../../../model/row.ts';
import { createLinkSockets, type LinkSockets } from './linkSockets.ts';
import type { SocketEvent } from './socketEvents.ts';

/**
 * Puts together again what the host sends into the modem's sockets and gets out of them: after CIPSEND and CCHSEND, from
 * CIPRXGET, CCHRECV, +IPD and +RECEIVE, and in transparent mode. What the host sent counts, also when the modem answers ERROR
 * to it. Push data that could be of several sockets is left out. `bytes` of an event may be a view of its row's.
 */
export interface SocketReassembler {
  /** Rows of any links in the order of their seq. */
  feed(row: SerialRow): readonly SocketEvent[];
  /** The link went away or its rows were lost: its sockets are not known any more. */
  linkEnded(link: number, t: number): readonly SocketEvent[];
}

export function createSocketReassembler(): SocketReassembler {
  const links = new Map<number, LinkSockets>();
  let events: SocketEvent[] = [];
  const emit = (event: SocketEvent): void => {
    events.push(event);
  };
  const taken = (): readonly SocketEvent[] => {
    const result = events;
    events = [];
    return result;
  };

  return {
    feed(row) {
      let sockets = links.get(row.link);
      if (sockets === undefined) {
        sockets = createLinkSockets(row.link, emit);
        links.set(row.link, sockets);
      }
      sockets.feed(row);
      return taken();
    },
    linkEnded(link, t) {
      links.get(link)?.end(t);
      links.delete(link);
      return taken();
    },
  };
}
