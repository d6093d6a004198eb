import { createServer } from 'node:net';

/** How many ports above the wanted one are tried before any free one is taken. */
const NEARBY = 20;

/** A port that can be listened on at `host` right now: the next above `wanted`, or any. Null when there is none. */
export async function findFreePort(host: string, wanted: number): Promise<number | null> {
  for (let port = wanted + 1; port <= Math.min(wanted + NEARBY, 65_535); port += 1) {
    if ((await tryListen(host, port)) !== null) return port;
  }
  return tryListen(host, 0);
}

function tryListen(host: string, port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, host, () => {
      const address = server.address();
      const taken = typeof address === 'object' && address !== null ? address.port : null;
      server.close(() => resolve(taken));
    });
  });
}
