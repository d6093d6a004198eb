import { err } from '../../base/result.ts';
import type { ModemNetwork, NetEnd, NetServer, NetStream, StreamEvents } from '../modemNetwork.ts';
import type { ModemSession } from './modemSession.ts';

export interface BearerNetwork {
  readonly network: ModemNetwork;
  /** The bearer is down: everything that is open ends with `bearer`. */
  drop(): void;
}

const DNS_FAILS_MS = 1500;
const REFUSED_MS = 250;
const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;

/** A connection, socket or server that ends when the bearer goes. `silent`: the session is over, nobody listens any more. */
interface Live {
  drop(silent: boolean): void;
}

/** The network through the bearer: only while it is up, and with what the faults of the packet domain do to it. */
export function createBearerNetwork(session: ModemSession, up: () => boolean, transmits: () => void): BearerNetwork {
  const { network, faults, after, afterReal } = session;
  const live = new Set<Live>();

  /** What stands in the way of reaching a host, and after how long one learns of it. */
  const obstacle = (host: string, timeoutMs: number): { reason: NetEnd; ms: number } | null => {
    if (!up()) return { reason: 'bearer', ms: 0 };
    if (faults.active('weak-signal') !== null) return { reason: 'timeout', ms: timeoutMs };
    return faults.active('dns-error') !== null && !IPV4.test(host) ? { reason: 'dns', ms: DNS_FAILS_MS } : null;
  };

  /** Passes on what happens until the end, which comes once whoever brings it about. */
  const guard = (
    events: StreamEvents,
  ): { readonly events: StreamEvents; readonly carry: (inner: NetStream) => NetStream } => {
    let over = false;
    let inner: NetStream | null = null;
    const entry: Live = {
      drop(silent) {
        over = true;
        live.delete(entry);
        inner?.close();
        if (!silent) afterReal(0, () => events.onEnd('bearer'));
      },
    };
    live.add(entry);
    return {
      events: {
        onOpen: (remote) => {
          if (!over) events.onOpen(remote);
        },
        onData: (bytes) => {
          if (!over) events.onData(bytes);
        },
        onEnd: (reason) => {
          if (over) return;
          over = true;
          live.delete(entry);
          events.onEnd(reason);
        },
      },
      carry(stream) {
        inner = stream;
        return {
          write(bytes) {
            if (over) return false;
            transmits();
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
  };
  /** A connection that will not come about. */
  const failing = (events: StreamEvents, reason: NetEnd, ms: number): NetStream => {
    let over = false;
    const end = (why: NetEnd): void => {
      if (over) return;
      over = true;
      events.onEnd(why);
    };
    const cancel = after(ms, () => end(reason));
    return {
      write: () => false,
      buffered: 0,
      hold: () => undefined,
      close() {
        cancel();
        afterReal(0, () => end('local'));
      },
    };
  };
  const keepServer = (
    server: NetServer,
    drop: () => void,
  ): { readonly close: () => void; readonly gone: () => void } => {
    const entry: Live = {
      drop(silent) {
        live.delete(entry);
        server.close();
        if (!silent) afterReal(0, drop);
      },
    };
    live.add(entry);
    return { close: () => server.close(), gone: () => live.delete(entry) };
  };

  session.onEnd(() => {
    for (const each of [...live]) each.drop(true);
  });

  return {
    drop() {
      for (const each of [...live]) each.drop(false);
    },
    network: {
      resolve(host, done) {
        const stopped = obstacle(host, DNS_FAILS_MS);
        if (stopped === null) return network.resolve(host, done);
        const { reason, ms } = stopped;
        const code = reason === 'bearer' || reason === 'timeout' ? reason : 'dns';
        return after(ms, () => done(err(code, 'The name could not be looked up.')));
      },
      connect(request, events) {
        const refused =
          faults.active('connect-refused') === null ? null : { reason: 'refused' as const, ms: REFUSED_MS };
        const stopped = obstacle(request.host, request.timeoutMs) ?? refused;
        if (stopped !== null) return failing(events, stopped.reason, stopped.ms);
        transmits();
        const guarded = guard(events);
        return guarded.carry(network.connect(request, guarded.events));
      },
      bindUdp(localPort, events) {
        let over = false;
        const end = (reason: NetEnd): void => {
          if (over) return;
          over = true;
          kept.gone();
          events.onEnd(reason);
        };
        const socket = network.bindUdp(localPort, {
          onDatagram: (bytes, from) => {
            if (!over && up()) events.onDatagram(bytes, from);
          },
          onEnd: end,
        });
        const kept = keepServer(socket, () => end('bearer'));
        return {
          send(bytes, to, done) {
            const stopped = obstacle(to.address, DNS_FAILS_MS);
            if (stopped !== null) {
              const { reason, ms } = stopped;
              after(ms, () => done(err(reason, 'The datagram could not be sent.')));
              return;
            }
            transmits();
            socket.send(bytes, to, done);
          },
          close: kept.close,
        };
      },
      listen(port, events) {
        let over = false;
        const end = (reason: NetEnd | 'in-use'): void => {
          if (over) return;
          over = true;
          kept.gone();
          events.onEnd(reason);
        };
        const server = network.listen(port, {
          onListening: (actual) => {
            if (!over) events.onListening(actual);
          },
          onClient(stream, remote) {
            let inner: StreamEvents | null = null;
            const guarded = guard({
              onOpen: (peer) => inner?.onOpen(peer),
              onData: (bytes) => inner?.onData(bytes),
              onEnd: (reason) => inner?.onEnd(reason),
            });
            inner = events.onClient(guarded.carry(stream), remote);
            return guarded.events;
          },
          onEnd: end,
        });
        const kept = keepServer(server, () => end('bearer'));
        return { close: kept.close };
      },
      ping(request, done) {
        const stopped = obstacle(request.host, request.timeoutMs);
        if (stopped === null) {
          transmits();
          return network.ping(request, done);
        }
        const { reason, ms } = stopped;
        const code = reason === 'bearer' || reason === 'dns' ? reason : 'timeout';
        return after(ms, () => done(err(code, 'The echo request was not answered.')));
      },
    },
  };
}
