import { createServer } from 'node:net';
import type { NetServer, ServerEvents, StreamEvents } from '#shared/modem/modemNetwork.ts';
import { errorCode, isPort, netEndOf } from './netEnds.ts';
import type { NodeNetworkDeps } from './nodeModemNetwork.ts';
import { createSocketStream } from './socketStream.ts';

/** A SIM7600 has ten links. */
const MAX_CLIENTS = 16;

/** Listens on this machine's own address only. Clients that came in live on when it is closed. */
export function listenServer({ clock }: NodeNetworkDeps, port: number, events: ServerEvents): NetServer {
  let over = false;
  const finish = (reason: Parameters<ServerEvents['onEnd']>[0]): void => {
    if (over) return;
    over = true;
    server.close();
    setImmediate(() => events.onEnd(reason));
  };
  const server = createServer({ noDelay: true }, (socket) => {
    const remote = { address: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 };
    let given: StreamEvents | null = null;
    const made = createSocketStream(clock, () => ({
      // It is open when it comes: whoever listens knows.
      onOpen: () => undefined,
      onData: (bytes) => given?.onData(bytes),
      onEnd: (reason) => given?.onEnd(reason),
    }));
    made.adopt(socket);
    made.opened(remote);
    given = events.onClient(made.stream, remote);
  });
  server.maxConnections = MAX_CLIENTS;
  server.on('error', (error) => {
    const code = errorCode(error);
    finish(code === 'EADDRINUSE' || code === 'EACCES' ? 'in-use' : netEndOf(code, 'dialling'));
  });
  if (port !== 0 && !isPort(port)) finish('in-use');
  else
    server.listen(port, '127.0.0.1', () => {
      const bound = server.address();
      if (!over) events.onListening(typeof bound === 'object' && bound !== null ? bound.port : port);
    });
  return { close: () => finish('local') };
}
