import type { ModemNetwork, NetAddress } from '../../modemNetwork.ts';
import type { ModemSession } from '../modemSession.ts';
import type { LinkEvents, SocketLink } from './socketLink.ts';

/** A port that cannot be bound says so within this time. */
const BIND_MS = 30;

export interface UdpLinkPorts {
  readonly session: ModemSession;
  readonly network: ModemNetwork;
  readonly localPort: number;
  /** The peer of transparent mode; else each datagram names its own. */
  readonly remote: NetAddress | null;
  readonly events: LinkEvents;
}

export function createUdpLink({ session, network, localPort, remote, events }: UdpLinkPorts): SocketLink {
  let sent = 0;
  let received = 0;
  let over = false;
  const socket = network.bindUdp(localPort, {
    onDatagram(bytes, from) {
      received += bytes.length;
      if (!over) events.onData(bytes, from);
    },
    onEnd(reason) {
      if (over) return;
      over = true;
      events.onEnd(reason);
    },
  });
  session.afterReal(BIND_MS, () => {
    if (!over) events.onOpen(remote);
  });

  const send: SocketLink['send'] = (bytes, to, done) => {
    const target = to ?? remote;
    if (target === null || over) {
      session.after(0, () => done(-1));
      return;
    }
    socket.send(bytes, target, (result) => {
      if (result.ok) sent += bytes.length;
      done(result.ok ? bytes.length : -1);
    });
  };
  return {
    kind: 'UDP',
    server: -1,
    remote,
    get counters() {
      return { sent, acknowledged: sent, received, dropped: 0 };
    },
    send,
    pass: (bytes) => send(bytes, null, () => undefined),
    // Datagrams cannot be held back.
    hold: () => undefined,
    close: () => socket.close(),
  };
}
