import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { err, ok, type Result } from '#shared/base/result.ts';
import { createPortEvents } from '../serial/portEvents.ts';
import { formatAddress, type ListenAddress } from '../server/listenAddress.ts';
import type { EndpointError, ModemEndpoint } from './modemEndpoint.ts';
import { errorCode } from './netEnds.ts';

/** Bytes that may wait for a client that does not read; what is beyond is lost. */
const MAX_WAITING = 65_536;
/** Of what was said before the first host came (the boot banner), the newest bytes are kept for it. */
const MAX_BANNER = 4096;
const KEEP_ALIVE_MS = 10_000;

/** A raw TCP port (no telnet): one host at a time, others are turned away until it is gone. */
export async function openTcpEndpoint({ host, port }: ListenAddress): Promise<Result<ModemEndpoint, EndpointError>> {
  const events = createPortEvents();
  let client: Socket | null = null;
  let banner: Uint8Array | null = new Uint8Array(0);
  const server = createServer({ noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_MS }, (socket) => {
    socket.on('error', () => undefined);
    if (client !== null) {
      socket.destroy();
      return;
    }
    client = socket;
    if (banner !== null && banner.length > 0) socket.write(banner);
    banner = null;
    socket.on('data', (chunk) => events.data(new Uint8Array(chunk)));
    socket.once('close', () => {
      client = null;
    });
  });
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    return err('failed', explain(errorCode(error), formatAddress(host, port), error));
  }
  server.on('error', (error) => events.lost(`the TCP port is gone (${errorCode(error) ?? error.message})`));
  const bound = server.address();
  return ok({
    address: formatAddress(host, typeof bound === 'object' && bound !== null ? bound.port : port),
    onData: events.onData,
    onLost: events.onLost,
    write(bytes) {
      if (banner !== null) banner = Uint8Array.from([...banner, ...bytes]).slice(-MAX_BANNER);
      else if (client !== null && client.writableLength + bytes.length <= MAX_WAITING) client.write(bytes.slice());
    },
    async close() {
      events.finish();
      client?.destroy();
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  });
}

function explain(code: string | undefined, where: string, error: unknown): string {
  switch (code) {
    case 'EADDRINUSE':
      return `${where} is in use by another program. Choose another port, or 0 for any free one.`;
    case 'EACCES':
      return `You may not listen on ${where}. Choose a port above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${where} is no address of this machine. Use 127.0.0.1 or 0.0.0.0.`;
    default:
      return `${where} cannot be listened on (${code ?? String(error)}).`;
  }
}
