import type { Clock } from '../base/clock.ts';
import { err, ok } from '../base/result.ts';
import type {
  ConnectRequest,
  DatagramEvents,
  ModemNetwork,
  NetAddress,
  NetEnd,
  NetStream,
  ServerEvents,
  StreamEvents,
} from './modemNetwork.ts';

/** The far end of a connection, in the hands of a test. */
export interface FakePeer {
  /** What the modem asked for; null when the test dialled in at a server of the modem. */
  readonly request: ConnectRequest | null;
  /** Everything that came from the modem. */
  readonly received: Uint8Array;
  /** Called with what comes from now on. */
  onData(listener: (bytes: Uint8Array) => void): void;
  send(bytes: Uint8Array): void;
  /** Ends the connection from this side. */
  end(reason?: Exclude<NetEnd, 'local'>): void;
  /** Reads no more (true): what the modem writes stays in its buffer. */
  stall(stalled: boolean): void;
  /** Why it ended; null while it is open. `local`: the modem closed it. */
  readonly ended: NetEnd | null;
}

export interface FakeNetwork extends ModemNetwork {
  /** Gives a name an address; without this call only names of `serve` have one. The answer is the address. */
  name(host: string, address?: string): string;
  /** Accepts connections to `host` (a name or an address) and port. */
  serve(host: string, port: number, accept?: (peer: FakePeer) => void): void;
  /** The next connections to it end so before they open; null: no more. */
  fail(host: string, port: number, reason: NetEnd | null): void;
  /** Receives the datagrams sent to `host` and port; `reply` sends one back. */
  serveUdp(
    host: string,
    port: number,
    onDatagram: (bytes: Uint8Array, reply: (bytes: Uint8Array) => void) => void,
  ): void;
  /** A client connects to a port the modem listens at; null when nobody listens. */
  dialIn(port: number): FakePeer | null;
  /** Connections so far, by order, dialled and accepted. */
  readonly peers: readonly FakePeer[];
  /** Round trip of echo requests, ms; null: no answer. */
  pingMs: number | null;
}

const isAddress = (host: string): boolean => /^\d{1,3}(\.\d{1,3}){3}$/.test(host);
const joined = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  const all = new Uint8Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
};

/** A network in memory: names, servers and failures as a test sets them up, every event `latencyMs` after its cause. */
export function createFakeNetwork(clock: Clock, latencyMs = 10): FakeNetwork {
  const names = new Map<string, string>();
  const servers = new Map<string, (peer: FakePeer) => void>();
  const failures = new Map<string, NetEnd>();
  const datagrams = new Map<string, (bytes: Uint8Array, reply: (bytes: Uint8Array) => void) => void>();
  const listeners = new Map<number, ServerEvents>();
  const peers: FakePeer[] = [];
  let nextPort = 50_000;
  let pingMs: number | null = 35;

  const later = (callback: () => void, ms = latencyMs): (() => void) => clock.after(ms, callback);
  const addressOf = (host: string): string | undefined => (isAddress(host) ? host : names.get(host.toLowerCase()));
  const key = (host: string, port: number): string => `${addressOf(host) ?? host}:${port}`;
  const name = (host: string, address = `192.0.2.${names.size + 1}`): string => {
    if (isAddress(host)) return host;
    const known = names.get(host.toLowerCase());
    if (known !== undefined) return known;
    names.set(host.toLowerCase(), address);
    return address;
  };

  /** A connection with its two ends; it opens when `open` is called. */
  const link = (request: ConnectRequest | null, events: () => StreamEvents) => {
    let state: 'opening' | 'open' | 'over' = 'opening';
    let ended: NetEnd | null = null;
    let received: Uint8Array = new Uint8Array(0);
    let unread: Uint8Array[] = [];
    let unsent: Uint8Array[] = [];
    let held = false;
    let stalled = false;
    let listener = (_bytes: Uint8Array): void => undefined;

    const over = (reason: NetEnd): void => {
      if (ended !== null) return;
      ended = reason;
      state = 'over';
      later(end);
    };
    /** What was sent before an orderly end is read first. */
    const end = (): void => {
      if (ended === null || (ended === 'peer' && unread.length > 0)) return;
      events().onEnd(ended);
    };
    const arrive = (bytes: Uint8Array): void => {
      received = joined(received, bytes);
      listener(bytes);
    };
    const hand = (bytes: Uint8Array): void => {
      if (held) unread.push(bytes);
      else if (ended !== 'local') events().onData(bytes);
    };
    const stream: NetStream = {
      write(bytes) {
        if (state !== 'open') return false;
        const copy = bytes.slice();
        if (stalled) unsent.push(copy);
        else later(() => arrive(copy));
        return true;
      },
      get buffered() {
        return unsent.reduce((sum, { length }) => sum + length, 0);
      },
      hold(on) {
        held = on;
        const due = held ? [] : unread;
        unread = unread.filter((bytes) => !due.includes(bytes));
        for (const bytes of due) later(() => hand(bytes), 0);
        if (due.length > 0 && ended === 'peer') later(end, 0);
      },
      close: () => over('local'),
    };
    const peer: FakePeer = {
      request,
      get received() {
        return received;
      },
      onData(next) {
        listener = next;
      },
      send(bytes) {
        const copy = bytes.slice();
        if (ended === null) later(() => hand(copy));
      },
      end: (reason = 'peer') => over(reason),
      stall(on) {
        stalled = on;
        const due = stalled ? [] : unsent;
        unsent = stalled ? unsent : [];
        for (const bytes of due) later(() => arrive(bytes));
      },
      get ended() {
        return ended;
      },
    };
    const open = (remote: NetAddress): boolean => {
      if (state !== 'opening') return false;
      state = 'open';
      peers.push(peer);
      events().onOpen(remote);
      return true;
    };
    return { stream, peer, open, over };
  };

  return {
    name,
    serve(host, port, accept = () => undefined) {
      name(host);
      servers.set(key(host, port), accept);
    },
    fail(host, port, reason) {
      if (reason === null) failures.delete(key(host, port));
      else failures.set(key(host, port), reason);
    },
    serveUdp(host, port, onDatagram) {
      name(host);
      datagrams.set(key(host, port), onDatagram);
    },
    dialIn(port) {
      const server = listeners.get(port);
      if (server === undefined) return null;
      const remote = { address: '198.51.100.7', port: nextPort++ };
      let events: StreamEvents | null = null;
      const { stream, peer, open } = link(null, () => events ?? NO_EVENTS);
      later(() => {
        open(remote);
        events = server.onClient(stream, remote);
      });
      return peer;
    },
    peers,
    get pingMs() {
      return pingMs;
    },
    set pingMs(ms) {
      pingMs = ms;
    },
    resolve(host, done) {
      return later(() => {
        const address = addressOf(host);
        done(address === undefined ? err('dns', `no address for ${host}`) : ok(address));
      });
    },
    connect(request, events) {
      const { stream, peer, open, over } = link(request, () => events);
      const address = addressOf(request.host);
      const failure = failures.get(key(request.host, request.port));
      const accept = servers.get(key(request.host, request.port));
      later(() => {
        if (failure !== undefined) over(failure);
        else if (address === undefined) over('dns');
        else if (accept === undefined) over('refused');
        else if (open({ address, port: request.port })) accept(peer);
      });
      return stream;
    },
    bindUdp(_localPort, events: DatagramEvents) {
      let over = false;
      return {
        send(bytes, to, done) {
          const copy = bytes.slice();
          const address = addressOf(to.address);
          const server = datagrams.get(key(to.address, to.port));
          later(() => {
            if (over || address === undefined) {
              done(err(over ? 'local' : 'dns', 'the datagram was not sent'));
              return;
            }
            done(ok(undefined));
            server?.(copy, (answer) => {
              const back = answer.slice();
              later(() => {
                if (!over) events.onDatagram(back, { address, port: to.port });
              });
            });
          });
        },
        close() {
          if (over) return;
          over = true;
          later(() => events.onEnd('local'));
        },
      };
    },
    listen(port, events) {
      const taken = listeners.has(port);
      if (!taken) listeners.set(port, events);
      later(() => {
        if (taken) events.onEnd('in-use');
        else events.onListening(port);
      });
      return {
        close() {
          if (listeners.get(port) !== events) return;
          listeners.delete(port);
          later(() => events.onEnd('local'));
        },
      };
    },
    ping({ host, timeoutMs }, done) {
      const address = addressOf(host);
      const ms = pingMs;
      if (address === undefined) return later(() => done(err('dns', `no address for ${host}`)));
      if (ms === null) return later(() => done(err('timeout', 'no answer')), timeoutMs);
      return later(() => done(ok({ address, ms })), ms);
    },
  };
}

const NO_EVENTS: StreamEvents = { onOpen: () => undefined, onData: () => undefined, onEnd: () => undefined };
