import type { Server } from 'node:net';
import type { ConnectRequest, ModemNetwork, NetEnd, NetStream } from '#shared/modem/modemNetwork.ts';

/** A connection that a test made, and what it heard of it. */
export interface Dialled {
  readonly stream: NetStream;
  /** `open 127.0.0.1:1883`, `end peer`. */
  readonly events: readonly string[];
  readonly ended: NetEnd | null;
  received(): Uint8Array;
}

export const dialTo =
  (network: ModemNetwork) =>
  (request: Partial<ConnectRequest> & Pick<ConnectRequest, 'port'>): Dialled => {
    const events: string[] = [];
    const chunks: Uint8Array[] = [];
    let ended: NetEnd | null = null;
    const stream = network.connect(
      { host: '127.0.0.1', timeoutMs: 10_000, tls: null, ...request },
      {
        onOpen: ({ address, port }) => events.push(`open ${address}:${port}`),
        onData: (bytes) => chunks.push(bytes),
        onEnd(reason) {
          events.push(`end ${reason}`);
          ended = reason;
        },
      },
    );
    return {
      stream,
      events,
      get ended() {
        return ended;
      },
      received: () => new Uint8Array(Buffer.concat(chunks)),
    };
  };

/** Lets a server listen on a free port of this machine; what breaks its connections is no fault of the test. */
export async function listenOn<S extends Server>(server: S): Promise<{ readonly server: S; readonly port: number }> {
  server.on('connection', (socket) => socket.on('error', () => undefined));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given');
  return { server, port: address.port };
}
