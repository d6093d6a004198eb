import { createServer, type Socket } from 'node:net';
import { type ListenError, listen } from '#bench/broker/listener.ts';
import { createRefusalNotes } from '#bench/broker/refusalNotes.ts';
import type { CaptureLog } from '#bench/capture/captureLog.ts';
import type { ConnectRemote } from '#bench/console/connectRemote.ts';
import type { RemoteAddress } from '#bench/console/consoleUrl.ts';
import { formatAddress } from '#bench/server/listenAddress.ts';
import type { Clock } from '#shared/base/clock.ts';
import { ok, type Result } from '#shared/base/result.ts';
import { MAX_LISTED_PROXY_CLIENTS, type ProxyConfig, type ProxyState } from '#shared/contract/proxy.ts';
import type { NoteKind } from '#shared/model/row.ts';
import { createProxyConnection, type ProxyConnection } from './proxyConnection.ts';

/** Clients of one proxy at once: each takes two sockets. */
export const MAX_PROXY_CLIENTS = 500;
/** How long a stop waits for connections to go. */
const STOP_TIMEOUT_MS = 2000;

export interface RunningProxy {
  state(): ProxyState;
  /** Whether the link is that of one of its connections. */
  holds(link: number): boolean;
  /** Bytes passed by the open connections; null when there are none. */
  counted(): number | null;
  /** Ends the listener and its connections, in a bounded time. */
  close(): Promise<void>;
}

export interface ProxyOptions {
  readonly id: number;
  readonly config: ProxyConfig;
  readonly target: RemoteAddress;
  readonly log: CaptureLog;
  readonly clock: Clock;
  readonly connectRemote: ConnectRemote;
  readonly note: (kind: NoteKind, text: string) => void;
  readonly onChange: () => void;
}

/** Listens, and passes every client that comes on to the target. The words of an error are the system's. */
export async function startProxy(options: ProxyOptions): Promise<Result<RunningProxy, ListenError>> {
  const { id, config, target, log, clock, connectRemote, note, onChange } = options;
  const connections = new Set<ProxyConnection>();
  const noteRefused = createRefusalNotes(note, clock);
  let connectionCount = 0;
  let failed = 0;
  let trouble = '';
  let closing = false;
  let onEmpty = (): void => {};

  const accept = (socket: Socket): void => {
    const peer = formatAddress(socket.remoteAddress ?? '', socket.remotePort ?? 0);
    if (closing || connections.size >= MAX_PROXY_CLIENTS) {
      socket.on('error', () => {});
      socket.destroy();
      noteRefused(`${peer} was turned away: the proxy to ${target.url} takes ${MAX_PROXY_CLIENTS} connections`);
      return;
    }
    connectionCount += 1;
    connections.add(
      createProxyConnection({
        ...{ client: socket, peer, target, tls: config.tls, log, clock, connectRemote },
        onDialled(dialTrouble) {
          trouble = dialTrouble?.message ?? '';
          if (dialTrouble !== null) failed += 1;
          onChange();
        },
        onClosed(connection) {
          connections.delete(connection);
          if (connections.size === 0) onEmpty();
          onChange();
        },
      }),
    );
    onChange();
  };

  const server = createServer({ noDelay: true, allowHalfOpen: true }, accept);
  const listening = await listen(server, config.host, config.port, (error) =>
    note('error', `The listener of the proxy to ${target.url} met a fault: ${error.message}`),
  );
  if (!listening.ok) return listening;
  const { address } = listening.value;

  return ok({
    state: () => ({
      ...{ id, config, address, clientCount: connections.size, connections: connectionCount, failed, trouble },
      clients: [...connections].slice(0, MAX_LISTED_PROXY_CLIENTS).map((connection) => connection.describe()),
    }),
    holds: (link) => [...connections].some((connection) => connection.link === link),
    counted() {
      if (connections.size === 0) return null;
      let bytes = 0;
      for (const connection of connections) bytes += connection.passed;
      return bytes;
    },
    async close() {
      closing = true;
      listening.value.close();
      for (const connection of [...connections]) connection.drop('it was stopped');
      if (connections.size === 0) return;
      await new Promise<void>((resolve) => {
        const cancel = clock.after(STOP_TIMEOUT_MS, resolve);
        onEmpty = () => {
          cancel();
          resolve();
        };
      });
    },
  });
}
