import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { ConnectRequest, NetStream, StreamEvents, TlsRequest } from '#shared/modem/modemNetwork.ts';
import { isPort } from './netEnds.ts';
import type { NodeNetworkDeps } from './nodeModemNetwork.ts';
import { resolveName } from './resolveName.ts';
import { createSocketStream, type SocketStream } from './socketStream.ts';
import { isTrusted, tlsOptions } from './tlsMaterial.ts';

/** Makes a TCP connection, with TLS on top if wanted: name, dial, handshake, all within the request's time. */
export function connectStream(deps: NodeNetworkDeps, request: ConnectRequest, events: StreamEvents): NetStream {
  let settled = (): void => undefined;
  const heard: StreamEvents = {
    onOpen(remote) {
      settled();
      events.onOpen(remote);
    },
    onData: (bytes) => events.onData(bytes),
    onEnd(reason) {
      settled();
      events.onEnd(reason);
    },
  };
  const made = createSocketStream(deps.clock, () => heard);
  const cancelName = resolveName(
    deps.clock,
    request.host,
    (address) => {
      if (made.over) return;
      if (!address.ok) made.fail(address.error.code);
      else if (!isPort(request.port)) made.fail('unreachable');
      else if (request.tls === null) dial(made, request, address.value);
      else dialTls(made, request, request.tls, address.value);
    },
    deps.lookUp,
  );
  const cancelTimeout = deps.clock.after(request.timeoutMs, () => made.fail('timeout'));
  settled = () => {
    cancelName();
    cancelTimeout();
  };
  return made.stream;
}

const target = ({ port, localPort }: ConnectRequest, host: string) => ({
  ...{ host, port, noDelay: true },
  ...(localPort !== undefined && isPort(localPort) ? { localPort } : {}),
});
const remoteOf = (socket: Socket, { port }: ConnectRequest, address: string) => ({
  address: socket.remoteAddress ?? address,
  port: socket.remotePort ?? port,
});

function dial(made: SocketStream, request: ConnectRequest, address: string): void {
  const socket = connectTcp(target(request, address));
  made.adopt(socket);
  socket.once('connect', () => made.opened(remoteOf(socket, request, address)));
}

function dialTls(made: SocketStream, request: ConnectRequest, tls: TlsRequest, address: string): void {
  const material = tlsOptions(tls);
  if (!material.ok) {
    made.fail('certificate');
    return;
  }
  const socket: TLSSocket = connectTls({
    ...target(request, address),
    ...material.value,
    // An address is no name (RFC 6066, 3).
    servername: isIP(tls.serverName) === 0 ? tls.serverName : '',
    // Judged below: what is accepted differs from what a browser accepts.
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
  });
  made.adopt(socket);
  socket.once('connect', () => {
    made.phase = 'handshake';
  });
  socket.once('secureConnect', () => {
    const problem = socket.authorized ? null : String(socket.authorizationError);
    if (isTrusted(tls, problem, socket.getPeerX509Certificate())) made.opened(remoteOf(socket, request, address));
    else made.fail('handshake');
  });
}
