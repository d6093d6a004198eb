import { createServer, type Server } from 'node:http';
import { hostname } from 'node:os';
import type { WebSocket } from 'ws';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { FindHolder } from '../broker/portHolder.ts';
import { createAccess } from './access.ts';
import { createHostCheck } from './hostCheck.ts';
import { formatAddress, isWildcard, type ListenAddress } from './listenAddress.ts';
import { createPageHandler } from './pageHandler.ts';
import { listStaticFiles } from './staticFiles.ts';
import { createWireEndpoint } from './wireEndpoint.ts';

/** Windows of one bench at a time. */
const MAX_VIEWS = 16;
/** Sockets of any kind; a browser opens up to six for the files and one for the wire. */
const MAX_CONNECTIONS = 128;
const SLOW_REQUEST_MS = 10_000;
const PING_INTERVAL_MS = 15_000;

export type BrowserHostError = 'port-in-use' | 'no-permission' | 'bad-address' | 'no-window' | 'failed';

export interface BrowserHostOptions {
  /** Loopback unless the user asked for more. */
  readonly listen: ListenAddress;
  /** Folder of the built window. */
  readonly rendererDir: string;
  /** Takes a view that was let in. */
  onView(socket: WebSocket): void;
  /** Names the process that has the port already. */
  readonly findHolder?: FindHolder;
  readonly maxViews?: number;
  readonly maxConnections?: number;
  readonly pingIntervalMs?: number;
}

export interface BrowserHost {
  /** Where it listens: host and port. */
  readonly address: string;
  /** For people and browsers, with the token; good until the bench ends. */
  readonly url: string;
  readonly token: string;
  /** An address that works once, to hand to another program. */
  newTicketUrl(): string;
  /** Resolves when every connection is gone, in bounded time. */
  close(): Promise<void>;
}

/** Serves the window and its wire to browsers, on one port. */
export async function startBrowserHost(options: BrowserHostOptions): Promise<Result<BrowserHost, BrowserHostError>> {
  const { listen } = options;
  const files = await listStaticFiles(options.rendererDir).catch(() => undefined);
  if (files?.find('/') === undefined) {
    return err('no-window', `The window's files are not in ${options.rendererDir}. Run "npm run build" and try again.`);
  }

  const server = createServer({
    headersTimeout: SLOW_REQUEST_MS,
    requestTimeout: SLOW_REQUEST_MS,
    keepAliveTimeout: SLOW_REQUEST_MS,
    maxHeaderSize: 16_384,
  });
  server.maxConnections = options.maxConnections ?? MAX_CONNECTIONS;

  const trouble = await startListening(server, listen);
  if (trouble !== undefined) return listenError(trouble, listen, options.findHolder);
  // Listening, only single accepts can fail (no file descriptor left): that client is not served, the others are.
  server.on('error', () => {});
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : listen.port;

  const access = createAccess(`modemscope-${port}`);
  const hostCheck = createHostCheck(port, namesFor(listen.host));
  const endpoint = createWireEndpoint({
    access,
    hostCheck,
    maxViews: options.maxViews ?? MAX_VIEWS,
    pingIntervalMs: options.pingIntervalMs ?? PING_INTERVAL_MS,
    onView: options.onView,
  });
  const handlePage = createPageHandler({ access, hostCheck, files });
  server.on('request', (request, response) => {
    handlePage(request, response).catch(() => response.destroy());
  });
  server.on('upgrade', (request, socket, head) => endpoint.handleUpgrade(request, socket, head));

  const address = formatAddress(listen.host, port);
  const origin = `http://${formatAddress(isWildcard(listen.host) ? 'localhost' : listen.host, port)}`;
  return ok({
    address,
    url: `${origin}/?token=${access.token}`,
    token: access.token,
    newTicketUrl: () => `${origin}/?token=${access.newTicket()}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        endpoint.close();
        server.closeAllConnections();
      }),
  });
}

/** What this machine may be called in a URL, given where it listens. */
const namesFor = (host: string): readonly string[] =>
  isWildcard(host) ? ['127.0.0.1', '::1', hostname(), `${hostname()}.local`] : [host];

function startListening(server: Server, { host, port }: ListenAddress): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((done) => {
    server.once('error', done);
    server.listen({ host, port }, () => {
      server.off('error', done);
      done(undefined);
    });
  });
}

async function listenError(
  trouble: NodeJS.ErrnoException,
  { host, port }: ListenAddress,
  findHolder: FindHolder | undefined,
): Promise<Result<never, BrowserHostError>> {
  const where = formatAddress(host, port);
  switch (trouble.code) {
    case 'EADDRINUSE': {
      const holder = await findHolder?.(port);
      const by = holder ? ` by ${holder.name} (process ${holder.pid})` : '';
      return err(
        'port-in-use',
        `Port ${port} on ${host} is in use${by}. Choose another with --listen HOST:PORT; port 0 takes any free one.`,
        { port, ...(holder ? { holder: holder.name, pid: holder.pid } : {}) },
      );
    }
    case 'EACCES':
      return err('no-permission', `The system does not let this user listen on ${where}. Choose a port above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return err('bad-address', `${host} is not an address of this machine. Choose one with --listen HOST:PORT.`);
    default:
      return err('failed', `The bench cannot listen on ${where}: ${trouble.message}.`);
  }
}
