import { createSocket } from 'node:dgram';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { DatagramEvents, NetDatagramSocket, NetEnd } from '#shared/modem/modemNetwork.ts';
import { errorCode, isPort, netEndOf } from './netEnds.ts';
import type { NodeNetworkDeps } from './nodeModemNetwork.ts';
import { resolveName } from './resolveName.ts';

/** Datagrams handed over and not yet taken by the system. */
const MAX_WAITING = 256;
/** Peers that are remembered; the one that was sent to least recently is forgotten first. */
const MAX_PEERS = 256;

/**
 * A UDP socket. It hears this machine, and elsewhere only whom it has sent to: a modem sits behind its operator's address
 * translation, and the bench is not to be open to the network.
 */
export function bindUdpSocket(deps: NodeNetworkDeps, localPort: number, events: DatagramEvents): NetDatagramSocket {
  const socket = createSocket({ type: 'udp4' });
  const peers = new Set<string>();
  const waiting = new Set<(sent: Result<void, NetEnd>) => void>();
  let over = false;

  const finish = (reason: NetEnd): void => {
    if (over) return;
    over = true;
    socket.close();
    setImmediate(() => {
      for (const give of [...waiting]) give(err(reason, 'The socket was closed.'));
      events.onEnd(reason);
    });
  };
  socket.on('error', (error) => finish(netEndOf(errorCode(error), 'dialling')));
  socket.on('message', (bytes, { address, port }) => {
    if (over || !(address.startsWith('127.') || peers.has(address))) return;
    events.onDatagram(new Uint8Array(bytes), { address, port });
  });
  socket.bind(localPort);

  return {
    send(bytes, to, done) {
      const copy = bytes.slice();
      const give = (sent: Result<void, NetEnd>): void => {
        if (waiting.delete(give)) done(sent);
      };
      const later = (sent: Result<void, NetEnd>): void => void setImmediate(give, sent);
      const full = waiting.size >= MAX_WAITING;
      waiting.add(give);
      if (over) return later(err('local', 'The socket is closed.'));
      if (!isPort(to.port)) return later(err('unreachable', `There is no port ${to.port}.`));
      if (full) return later(err('unreachable', 'Too many datagrams wait to leave.'));
      resolveName(
        deps.clock,
        to.address,
        (address) => {
          if (!address.ok) return give(address);
          if (over) return;
          peers.delete(address.value);
          peers.add(address.value);
          for (const oldest of peers) {
            if (peers.size <= MAX_PEERS) break;
            peers.delete(oldest);
          }
          socket.send(copy, to.port, address.value, (error) =>
            give(error === null ? ok(undefined) : err(netEndOf(errorCode(error), 'dialling'), 'It was not sent.')),
          );
        },
        deps.lookUp,
      );
    },
    close: () => finish('local'),
  };
}
