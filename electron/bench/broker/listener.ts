import type { Server } from 'node:net';
import { formatAddress } from '#bench/server/listenAddress.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { BROKER_START_ERRORS } from '#shared/contract/broker.ts';

export type ListenError = (typeof BROKER_START_ERRORS)[number];

/** A socket that listens. */
export interface Listener {
  /** `127.0.0.1:1883`. */
  readonly address: string;
  /** Takes no more connections; those it took are not touched. */
  close(): void;
}

const CODES: Readonly<Record<string, ListenError>> = {
  EADDRINUSE: 'port-in-use',
  EACCES: 'no-permission',
  EADDRNOTAVAIL: 'bad-address',
  ENOTFOUND: 'bad-address',
  EAI_AGAIN: 'bad-address',
  EINVAL: 'bad-address',
};

/** Starts to listen. The message of an error is the system's: the caller finds the words. `onError`: trouble later on. */
export function listen(
  server: Server,
  host: string,
  port: number,
  onError: (error: Error) => void,
): Promise<Result<Listener, ListenError>> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      resolve(err(CODES[error.code ?? ''] ?? 'failed', error.message));
    };
    server.once('error', failed);
    server.listen(port, host, () => {
      server.off('error', failed);
      server.on('error', onError);
      const bound = server.address();
      const taken = typeof bound === 'object' && bound !== null ? bound.port : port;
      resolve(ok({ address: formatAddress(host, taken), close: () => shut(server) }));
    });
  });
}

function shut(server: Server): void {
  server.close();
  // Requests that never became a WebSocket; those that did are connections of the broker.
  if ('closeAllConnections' in server && typeof server.closeAllConnections === 'function') server.closeAllConnections();
}
