import { createServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createServer as createTlsServer } from 'node:tls';
import { formatAddress } from '#bench/server/listenAddress.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { BrokerAddresses, BrokerListen } from '#shared/contract/broker.ts';
import type { ConnectionOrigin } from './brokerConnection.ts';
import { type ListenError, type Listener, listen } from './listener.ts';
import { tlsFailureText } from './tls/tlsFailureText.ts';
import { createMqttWebSocketServer } from './webSocketServer.ts';

export type ListenerKind = keyof BrokerAddresses;

/** Certificate and key of the server, PEM. */
export interface ServerIdentity {
  readonly cert: string;
  readonly key: string;
}

export interface BrokerListenersOptions {
  readonly limits: {
    readonly maxPacketBytes: number;
    readonly maxConnections: number;
    readonly connectTimeoutMs: number;
  };
  readonly onStream: (stream: Duplex, origin: ConnectionOrigin) => void;
  /** A WebSocket sent text. */
  readonly onText: (stream: Duplex) => void;
  /** Somebody was turned away before a word of MQTT. */
  readonly onRefused: (text: string) => void;
  /** A connection beyond the limit was dropped before its handshake. */
  readonly onDropped: (address: string) => void;
  readonly onFault: (error: Error) => void;
  /** Asked for when a TLS listener starts. */
  readonly identity: () => Promise<Result<ServerIdentity, 'failed'>>;
}

/** The ports the user wants, in the order they are opened; the first is the one the broker cannot do without. */
export function wantedPorts(wanted: BrokerListen): readonly { readonly kind: ListenerKind; readonly port: number }[] {
  const { port, tcp = true, tlsPort = null, wsPort, wssPort = null } = wanted;
  const all = [
    { kind: 'tcp', port: tcp ? port : null },
    { kind: 'tls', port: tlsPort },
    { kind: 'ws', port: wsPort },
    { kind: 'wss', port: wssPort },
  ] as const;
  return all.flatMap((each) => (each.port === null ? [] : [{ kind: each.kind, port: each.port }]));
}

export const LISTENER_NAMES: Readonly<Record<ListenerKind, string>> = {
  tcp: 'TCP',
  tls: 'TLS',
  ws: 'WebSocket',
  wss: 'WebSocket over TLS',
};

/** Opens one port. The message of an error is the system's. */
export async function openListener(
  { kind, host, port }: { readonly kind: ListenerKind; readonly host: string; readonly port: number },
  options: BrokerListenersOptions,
): Promise<Result<Listener, ListenError>> {
  const { limits, onFault, identity, onRefused } = options;
  const secure = kind === 'tls' || kind === 'wss';
  const own = secure ? await identity() : null;
  if (own !== null && !own.ok) return err('failed', own.error.message);
  const server = createFor(kind, own?.value ?? null, options);
  // Plain TCP is counted where the others are as well; a handshake under way is counted nowhere else.
  if (kind !== 'tcp') {
    server.maxConnections = limits.maxConnections;
    server.on('drop', (dropped) => options.onDropped(dropped?.remoteAddress ?? 'a client'));
  }
  if (secure) {
    server.on('tlsClientError', (error: Error, socket: Socket) => {
      const from = socket.remoteAddress ?? 'a client that is gone';
      onRefused(`${LISTENER_NAMES[kind]} port: the handshake with ${from} failed: ${tlsFailureText(error)}`);
    });
  }
  const listening = await listen(server, host, port, onFault);
  return listening.ok ? ok(listening.value) : listening;
}

function createFor(kind: ListenerKind, own: ServerIdentity | null, options: BrokerListenersOptions): Server {
  const { limits, onStream, onText, onRefused } = options;
  const take = (stream: Duplex, socket: Socket): void => {
    const address = formatAddress(socket.remoteAddress ?? '', socket.remotePort ?? 0);
    onStream(stream, { kind, address, openText: `${LISTENER_NAMES[kind]} from ${address}` });
  };
  switch (kind) {
    case 'tcp':
      return createServer({ noDelay: true }, (socket) => take(socket, socket));
    case 'tls':
      return createTlsServer(
        { ...own, noDelay: true, handshakeTimeout: limits.connectTimeoutMs } as Parameters<typeof createTlsServer>[0],
        (socket) => take(socket, socket),
      );
    case 'ws':
    case 'wss':
      return createMqttWebSocketServer({
        identity: own,
        maxMessageBytes: limits.maxPacketBytes,
        handshakeTimeoutMs: limits.connectTimeoutMs,
        onStream: (stream, { socket }) => take(stream, socket),
        onRefused: ({ socket }, why) =>
          onRefused(`${LISTENER_NAMES[kind]} port: ${socket.remoteAddress} was turned away: ${why}`),
        onText,
      });
  }
}
