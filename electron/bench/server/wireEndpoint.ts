import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { MAX_FRAME_TO_BENCH } from '#shared/rpc/frameCodec.ts';
import { WIRE_PATH } from '#shared/rpc/wirePath.ts';
import type { Access } from './access.ts';
import type { HostCheck } from './hostCheck.ts';
import { REFUSALS, type Refusal, refusalHeaders, refusalPage } from './refusals.ts';
import { SECURITY_HEADERS } from './securityHeaders.ts';
import { requestPath } from './staticFiles.ts';

/** How long a view may take to answer the close of its connection. */
const CLOSE_GRACE_MS = 500;

export interface WireEndpoint {
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Says goodbye to every view; cuts off the ones that do not answer. */
  close(): void;
}

interface Options {
  readonly access: Access;
  readonly hostCheck: HostCheck;
  readonly maxViews: number;
  /** A view that has not answered one ping when the next is due is gone. Milliseconds. */
  readonly pingIntervalMs: number;
  onView(socket: WebSocket): void;
}

/** The door for WebSockets: who may open one, how many, how large their messages are and how long they may be silent. */
export function createWireEndpoint({ access, hostCheck, maxViews, pingIntervalMs, onView }: Options): WireEndpoint {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_TO_BENCH, perMessageDeflate: false });
  const answered = new WeakSet<WebSocket>();

  const pings = setInterval(() => {
    for (const view of server.clients) {
      if (!answered.delete(view)) view.terminate();
      else view.ping();
    }
  }, pingIntervalMs);
  pings.unref();

  const check = (request: IncomingMessage): Refusal | undefined => {
    if (!hostCheck.admitsHost(request)) return 'foreign-host';
    if (request.method !== 'GET') return 'method';
    const bearer = access.admitsBearer(request.headers.authorization);
    // Browsers always name the page that connects; a cookie alone would be sent for a page on another port, too.
    const originOk = request.headers.origin === undefined ? bearer : hostCheck.admitsOrigin(request);
    if (!originOk) return 'foreign-origin';
    if (!bearer && !access.admitsCookie(request.headers.cookie)) return 'unauthorized';
    if (requestPath(request.url ?? '') !== WIRE_PATH) return 'not-found';
    return server.clients.size >= maxViews ? 'crowded' : undefined;
  };

  return {
    handleUpgrade(request, socket, head) {
      const refusal = check(request);
      if (refusal !== undefined) return refuse(socket, refusal);
      server.handleUpgrade(request, socket, head, (view) => {
        answered.add(view);
        // A frame that breaks the rules ends that view with a close code; the event is only news.
        view.on('error', () => {});
        view.on('pong', () => answered.add(view));
        onView(view);
      });
    },
    close() {
      clearInterval(pings);
      for (const view of server.clients) view.close(1001, 'The bench ends');
      setTimeout(() => {
        for (const view of server.clients) view.terminate();
      }, CLOSE_GRACE_MS).unref();
      server.close();
    },
  };
}

function refuse(socket: Duplex, refusal: Refusal): void {
  const { status, reason } = REFUSALS[refusal];
  const body = refusalPage(refusal);
  const headers = {
    ...SECURITY_HEADERS,
    ...refusalHeaders(refusal),
    'Content-Length': Buffer.byteLength(body),
    Connection: 'close',
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.on('error', () => socket.destroy());
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${reason}\r\n${head.join('')}\r\n${body}`);
}
