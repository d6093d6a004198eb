import { connect as connectTcp, isIP, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type SecureContextOptions } from 'node:tls';
import { createWebSocketStream, WebSocket } from 'ws';
import type { RemoteTls } from '#shared/contract/proxy.ts';
import { type ConnectTrouble, dialTrouble, webSocketTrouble } from './connectTrouble.ts';
import { hostPort, type RemoteAddress } from './consoleUrl.ts';

export interface DialEvents {
  /** The transport is open (TLS and WebSocket handshakes done) and not one byte was read: called at once, for the tap's sake. */
  opened(stream: Duplex): void;
  failed(trouble: ConnectTrouble): void;
}

/** Whom to trust and, where the far end asks for it, who we are (PEM). */
export interface DialTls extends RemoteTls {
  readonly cert?: string;
  readonly key?: string;
}

export interface DialOptions {
  /** Whom to trust; what this machine trusts by default. */
  readonly tls?: DialTls;
  /** The far end's FIN leaves our half open (not over WebSocket, which has no halves). */
  readonly allowHalfOpen?: boolean;
}

/** Dials a broker. One of the two events follows, after the call; unless the answer is called first: it gives up. */
export type ConnectRemote = (address: RemoteAddress, events: DialEvents, options?: DialOptions) => () => void;

/** Dials over TCP, TLS or WebSocket. Certificates are checked, unless the options say otherwise. */
export const connectRemote: ConnectRemote = (address, events, { tls, allowHalfOpen = false } = {}) => {
  const { host, port } = address;
  switch (address.scheme) {
    case 'mqtt':
      return dialSocket(connectTcp({ host, port, allowHalfOpen }), 'connect', address, events);
    case 'mqtts': {
      // An address is no server name: RFC 6066 section 3. (In a variable: Node's types do not know allowHalfOpen here.)
      const options = { host, port, allowHalfOpen, ...(isIP(host) === 0 && { servername: host }), ...trust(tls) };
      return dialSocket(connectTls(options), 'secureConnect', address, events);
    }
    case 'ws':
    case 'wss':
      return dialWebSocket(address, events, tls);
  }
};

interface Unchecked {
  readonly rejectUnauthorized?: boolean;
}

const trust = (tls: DialTls | undefined): Pick<SecureContextOptions, 'ca' | 'cert' | 'key'> & Unchecked => ({
  ...(tls !== undefined && tls.ca !== '' && { ca: tls.ca }),
  ...(tls?.cert && tls.key && { cert: tls.cert, key: tls.key }),
  ...(tls?.insecure === true && { rejectUnauthorized: false }),
});

function dialSocket(
  socket: Socket,
  ready: 'connect' | 'secureConnect',
  address: RemoteAddress,
  events: DialEvents,
): () => void {
  socket.setNoDelay(true);
  const onReady = (): void => {
    socket.off('error', onError);
    events.opened(socket);
  };
  const onError = (error: Error): void => {
    socket.off(ready, onReady);
    socket.on('error', ignore);
    socket.destroy();
    events.failed(dialTrouble(error, address));
  };
  socket.once(ready, onReady);
  socket.once('error', onError);
  return () => {
    socket.off(ready, onReady);
    socket.off('error', onError);
    socket.on('error', ignore);
    socket.destroy();
  };
}

/** MQTT over WebSocket: sub-protocol `mqtt`, binary frames (MQTT 3.1.1 and 5.0, section 6). */
function dialWebSocket(address: RemoteAddress, events: DialEvents, tls: DialTls | undefined): () => void {
  const webSocket = new WebSocket(`${address.scheme}://${hostPort(address)}${address.path}`, ['mqtt'], {
    perMessageDeflate: false,
    ...(address.scheme === 'wss' && trust(tls)),
  });
  let waiting = true;
  const fail = (trouble: ConnectTrouble): void => {
    if (!waiting) return;
    waiting = false;
    webSocket.terminate();
    events.failed(trouble);
  };
  const onError = (error: Error): void => fail(dialTrouble(error, address));
  webSocket.on('error', onError);
  webSocket.once('unexpected-response', (_request, response) => {
    response.destroy();
    fail(webSocketTrouble(address, response.statusCode ?? 0));
  });
  webSocket.once('open', () => {
    if (!waiting) return;
    waiting = false;
    // The error listener stays: the stream has its own, but the socket may still report after the stream is gone.
    events.opened(createWebSocketStream(webSocket));
  });
  return () => {
    waiting = false;
    webSocket.terminate();
  };
}

const ignore = (): void => {};
