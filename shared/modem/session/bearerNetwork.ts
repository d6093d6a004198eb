import { err } from '../../base/result.ts';
import type { ModemNetwork, NetEnd, NetStream, StreamEvents } from '../modemNetwork.ts';
import { createLiveConnections } from './liveConnections.ts';
import type { ModemSession } from './modemSession.ts';

export interface BearerNetwork {
  readonly network: ModemNetwork;
  /** The bearer is down: everything that is open ends with `bearer`. */
  drop(): void;
}

const DNS_FAILS_MS = 1500;
const REFUSED_MS = 250;
const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;

interface Obstacle {
  readonly reason: NetEnd;
  /** After how long one learns of it. */
  readonly ms: number;
}

/** The network through the bearer: only while it is up, and with what the faults of the packet domain do to it. */
export function createBearerNetwork(session: ModemSession, up: () => boolean, transmits: () => void): BearerNetwork {
  const { network, faults, after } = session;
  const live = createLiveConnections(session);
  faults.on('peer-closes', () => live.closeByPeers());

  /** What stands in the way of reaching a host. */
  const obstacle = (host: string, timeoutMs: number): Obstacle | null => {
    if (!up()) return { reason: 'bearer', ms: 0 };
    if (faults.active('weak-signal') !== null) return { reason: 'timeout', ms: timeoutMs };
    return faults.active('dns-error') !== null && !IPV4.test(host) ? { reason: 'dns', ms: DNS_FAILS_MS } : null;
  };
  /** A server or a socket that ends once, by itself or with the bearer. */
  const endOnce = <Reason>(onEnd: (reason: Reason | 'bearer') => void, close: () => void) => {
    let over = false;
    const end = (reason: Reason | 'bearer'): void => {
      if (over) return;
      over = true;
      kept.forget();
      onEnd(reason);
    };
    const kept = live.keep(close, () => end('bearer'));
    return {
      end,
      get over() {
        return over;
      },
    };
  };

  return {
    drop: () => live.drop(),
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
          faults.active('connect-refused') === null ? null : ({ reason: 'refused', ms: REFUSED_MS } as const);
        const stopped = obstacle(request.host, request.timeoutMs) ?? refused;
        if (stopped !== null) return failingStream(session, events, stopped);
        transmits();
        const guarded = live.stream(events);
        return guarded.carry(network.connect(request, guarded.events), transmits);
      },
      bindUdp(localPort, events) {
        const once = endOnce<NetEnd>(events.onEnd, () => socket.close());
        const socket = network.bindUdp(localPort, {
          onDatagram: (bytes, from) => {
            if (!once.over && up()) events.onDatagram(bytes, from);
          },
          onEnd: once.end,
        });
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
          close: () => socket.close(),
        };
      },
      listen(port, events) {
        const once = endOnce<NetEnd | 'in-use'>(events.onEnd, () => server.close());
        const server = network.listen(port, {
          onListening: (actual) => {
            if (!once.over) events.onListening(actual);
          },
          onClient(stream, remote) {
            let inner: StreamEvents | null = null;
            const guarded = live.stream({
              onOpen: (peer) => inner?.onOpen(peer),
              onData: (bytes) => inner?.onData(bytes),
              onEnd: (reason) => inner?.onEnd(reason),
            });
            inner = events.onClient(guarded.carry(stream, transmits), remote);
            return guarded.events;
          },
          onEnd: once.end,
        });
        return { close: () => server.close() };
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

/** A connection that will not come about. */
function failingStream({ after, afterReal }: ModemSession, events: StreamEvents, { reason, ms }: Obstacle): NetStream {
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
}
