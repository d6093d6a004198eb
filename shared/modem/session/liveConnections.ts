import type { NetEnd, NetStream, StreamEvents } from '../modemNetwork.ts';
import type { ModemSession } from './modemSession.ts';

/** Everything that is open on the bearer, and ends with it. */
export interface LiveConnections {
  /** A stream that is about to be opened: events for the network below, and the stream for the service above. */
  stream(events: StreamEvents): GuardedStream;
  /** A socket or server: `close` ends what is below, `lost` tells the service above. `forget` when it ended by itself. */
  keep(close: () => void, lost: () => void): { readonly forget: () => void };
  /** The far ends close every stream that is open; false when none is. */
  closeByPeers(): boolean;
  /** The bearer is down: all of it ends. */
  drop(): void;
}

export interface GuardedStream {
  readonly events: StreamEvents;
  /** `onWrite` is called for each write that is let through. */
  carry(inner: NetStream, onWrite: () => void): NetStream;
}

interface Live {
  /** `silent`: the session is over, nobody listens any more. */
  drop(silent: boolean): void;
  /** False when it is no open stream. */
  closeByPeer(): boolean;
}

export function createLiveConnections(session: ModemSession): LiveConnections {
  const { afterReal } = session;
  const live = new Set<Live>();
  const dropAll = (silent: boolean): void => {
    for (const each of [...live]) each.drop(silent);
  };
  session.onEnd(() => dropAll(true));

  return {
    stream(events) {
      let over = false;
      let open = false;
      let inner: NetStream | null = null;
      /** Ends it for the service, and what is below without a word of its own. */
      const finish = (reason: NetEnd | null): void => {
        over = true;
        live.delete(entry);
        inner?.close();
        if (reason !== null) afterReal(0, () => events.onEnd(reason));
      };
      const entry: Live = {
        drop: (silent) => finish(silent ? null : 'bearer'),
        closeByPeer() {
          if (!open) return false;
          finish('peer');
          return true;
        },
      };
      live.add(entry);
      return {
        events: {
          onOpen: (remote) => {
            if (over) return;
            open = true;
            events.onOpen(remote);
          },
          onData: (bytes) => {
            if (!over) events.onData(bytes);
          },
          // The end comes once, whoever brings it about.
          onEnd: (reason) => {
            if (over) return;
            over = true;
            live.delete(entry);
            events.onEnd(reason);
          },
        },
        carry(stream, onWrite) {
          inner = stream;
          return {
            write(bytes) {
              if (over) return false;
              onWrite();
              return stream.write(bytes);
            },
            get buffered() {
              return over ? 0 : stream.buffered;
            },
            hold: (held) => stream.hold(held),
            close: () => stream.close(),
          };
        },
      };
    },
    keep(close, lost) {
      const entry: Live = {
        drop(silent) {
          live.delete(entry);
          close();
          if (!silent) afterReal(0, lost);
        },
        closeByPeer: () => false,
      };
      live.add(entry);
      return { forget: () => void live.delete(entry) };
    },
    closeByPeers: () => [...live].filter((each) => each.closeByPeer()).length > 0,
    drop: () => dropAll(false),
  };
}
