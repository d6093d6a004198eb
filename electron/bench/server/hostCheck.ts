import type { IncomingMessage } from 'node:http';
import { formatAddress } from './listenAddress.ts';

/**
 * Whether a request was meant for this bench. A page of a stranger can point its own name at this machine (DNS rebinding)
 * and then counts as same-origin to a browser, but the browser still names the stranger in Host: only the names this bench
 * is known by are taken, with its port.
 */
export interface HostCheck {
  /** The Host header names this bench. */
  admitsHost(request: IncomingMessage): boolean;
  /** The Origin header is present and is this bench's own page. Call after admitsHost. */
  admitsOrigin(request: IncomingMessage): boolean;
}

/**
 * @param port The port the bench listens on.
 * @param names Names besides `localhost`: the host it was told to listen on, the machine's own name.
 */
export function createHostCheck(port: number, names: readonly string[]): HostCheck {
  const known = new Set(['localhost', ...names].map((name) => formatAddress(name.toLowerCase(), port)));

  const admitsHost = (request: IncomingMessage): boolean => {
    const host = request.headers.host?.toLowerCase();
    if (host === undefined) return false;
    // An address in figures cannot be rebound; the one the connection came in at is this machine's for certain.
    return known.has(withPort(host)) || withPort(host) === formatAddress(localAddress(request), port);
  };
  return {
    admitsHost,
    admitsOrigin: (request) =>
      request.headers.origin?.toLowerCase() === `http://${request.headers.host?.toLowerCase()}`,
  };
}

/** Browsers leave out the default port. */
const withPort = (host: string): string => (/:\d+$/.test(host) ? host : `${host}:80`);

/** IPv4 peers of a dual-stack socket come in as `::ffff:192.0.2.7`. */
const localAddress = (request: IncomingMessage): string =>
  (request.socket.localAddress ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
