import type { ModemNetwork, NetServer } from '../../modemNetwork.ts';
import type { ModemSession } from '../modemSession.ts';
import type { SocketLinks } from './socketLinks.ts';

/** A server of the modem (AT+SERVERSTART), 0 to 3. */
export interface RunningServer {
  readonly index: number;
  readonly port: number;
}

export interface SocketServers {
  /** Listening, or about to. */
  readonly running: readonly RunningServer[];
  isRunning(index: number): boolean;
  /** `done` is called once, later: whether the port could be bound. */
  start(index: number, port: number, done: (listening: boolean) => void): void;
  /** Ends it, and the links it accepted. `done` is called once, later. */
  stop(index: number, done: () => void): void;
  drop(): void;
}

interface Entry extends RunningServer {
  readonly server: NetServer;
  stopped: (() => void) | null;
}

export interface SocketServersPorts {
  readonly session: ModemSession;
  readonly network: ModemNetwork;
  readonly links: SocketLinks;
}

/** TCP servers: a client that comes in takes a free link and is told as `+CLIENT:` (V3.00 11.4). */
export function createSocketServers({ session, network, links }: SocketServersPorts): SocketServers {
  const entries = new Map<number, Entry>();

  return {
    get running() {
      return [...entries.values()];
    },
    isRunning: (index) => entries.has(index),
    start(index, port, done) {
      let started: ((listening: boolean) => void) | null = done;
      const tell = (listening: boolean): void => {
        started?.(listening);
        started = null;
      };
      const server = network.listen(port, {
        onListening: () => tell(true),
        onClient(stream, remote) {
          const accepted = entries.get(index) === entry ? links.accept(stream, index) : null;
          if (accepted === null) {
            stream.close();
            return IGNORED;
          }
          accepted.events.onOpen(remote);
          session.urc(`+CLIENT: ${accepted.link},${index},${remote.address}:${remote.port}`);
          return accepted.events;
        },
        onEnd() {
          const { stopped } = entry;
          if (entries.get(index) === entry) entries.delete(index);
          tell(false);
          stopped?.();
        },
      });
      const entry: Entry = { index, port, server, stopped: null };
      entries.set(index, entry);
    },
    stop(index, done) {
      const entry = entries.get(index);
      if (entry === undefined) return;
      for (const { number, link, state } of links.slots) {
        if (link?.server === index && state !== 'closing') links.close(number, () => undefined);
      }
      entry.stopped = done;
      entry.server.close();
    },
    drop() {
      const due = [...entries.values()];
      entries.clear();
      for (const { server } of due) server.close();
    },
  };
}

const IGNORED = { onOpen: () => undefined, onData: () => undefined, onEnd: () => undefined };
