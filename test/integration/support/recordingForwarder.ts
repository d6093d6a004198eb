import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import type { Segment } from './pcapFile.ts';

/** Passes TCP connections on to a port of this machine and keeps what goes through. */
export interface RecordingForwarder {
  readonly port: number;
  /** As read, in order; ports are those of the client and of the forwarder. */
  readonly segments: readonly Segment[];
  close(): Promise<void>;
}

export async function startForwarder(target: number): Promise<RecordingForwarder> {
  const segments: Segment[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    const clientPort = client.remotePort ?? 0;
    for (const [from, to, segment] of [
      [client, upstream, { from: clientPort, to: port }],
      [upstream, client, { from: port, to: clientPort }],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes: Buffer) => {
        segments.push({ ...segment, bytes });
        to.write(bytes);
      });
      from.on('end', () => to.end());
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    port,
    segments,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
