import { createServer, type Server as HttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type Server as HttpsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { createWebSocketStream, WebSocketServer } from 'ws';
import type { ServerIdentity } from './brokerListeners.ts';
import { originAllowed } from './originAllowed.ts';

export interface WebSocketServerOptions {
  /** The largest WebSocket message; a client that sends a larger one is disconnected. */
  readonly maxMessageBytes: number;
  /** How long a request may take to arrive, in milliseconds. */
  readonly handshakeTimeoutMs: number;
  /** For WebSocket over TLS; null: plain. */
  readonly identity: ServerIdentity | null;
  readonly onStream: (stream: Duplex, request: IncomingMessage) => void;
  /** A request was turned away; `why` in words. */
  readonly onRefused: (request: IncomingMessage, why: string) => void;
  /** A connection sent text; MQTT has to be in binary messages [MQTT-6.0.0-1]. */
  readonly onText: (stream: Duplex) => void;
}

/** Subprotocol names: `mqtt` since 3.1.1 [MQTT-6.0.0-3], `mqttv3.1` in older clients. */
const PROTOCOLS = ['mqtt', 'mqttv3.1'];
const NOT_A_WEBSOCKET = 'This port speaks MQTT over WebSocket only.\n';

/** MQTT over WebSocket (3.1.1 section 6) on any path. Not listening yet. */
export function createMqttWebSocketServer(options: WebSocketServerOptions): HttpServer | HttpsServer {
  const { maxMessageBytes, handshakeTimeoutMs, identity, onStream, onRefused, onText } = options;
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: maxMessageBytes,
    handleProtocols: (offered) => PROTOCOLS.find((name) => offered.has(name)) ?? false,
  });

  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    onRefused(request, 'it asked for a page, not for a WebSocket');
    response.writeHead(426, { 'Content-Type': 'text/plain', Connection: 'close', Upgrade: 'websocket' });
    response.end(NOT_A_WEBSOCKET);
  };
  const limits = { headersTimeout: handshakeTimeoutMs, requestTimeout: handshakeTimeoutMs };
  const server: HttpServer | HttpsServer =
    identity === null
      ? createServer(limits, onRequest)
      : createTlsServer({ ...limits, ...identity, handshakeTimeout: handshakeTimeoutMs }, onRequest);
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (!originAllowed(request.headers.origin, request.headers.host)) {
      onRefused(request, `a web page of ${request.headers.origin} may not use this broker`);
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      const stream = createWebSocketStream(client);
      client.on('error', () => {});
      onStream(stream, request);
      // After the stream's own listener, so that the bytes are on record before the connection goes.
      client.on('message', (_data, isBinary) => {
        if (!isBinary) onText(stream);
      });
    });
  });
  return server;
}
