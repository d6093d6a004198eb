import { domainToASCII } from 'node:url';
import { err, ok, type Result } from '#shared/base/result.ts';
import { LOCAL_BROKER_URL } from '#shared/contract/console.ts';

export const REMOTE_SCHEMES = ['mqtt', 'mqtts', 'ws', 'wss'] as const;
export type RemoteScheme = (typeof REMOTE_SCHEMES)[number];

/** The port where the url names none: MQTT's registered ones, HTTP's for WebSocket. */
const DEFAULT_PORTS: Readonly<Record<RemoteScheme, number>> = { mqtt: 1883, mqtts: 8883, ws: 80, wss: 443 };

/** A broker somewhere else. */
export interface RemoteAddress {
  readonly kind: 'remote';
  readonly scheme: RemoteScheme;
  /** Name or address, an IPv6 address without its brackets. */
  readonly host: string;
  readonly port: number;
  /** WebSocket only: path and query, at least `/`. */
  readonly path: string;
  /** The url to show and to keep: without user name and password. */
  readonly url: string;
}

export type ConsoleAddress = { readonly kind: 'local'; readonly url: string } | RemoteAddress;

export interface ParsedConsoleUrl {
  readonly address: ConsoleAddress;
  /** From `mqtt://user:password@host`; '' when absent. */
  readonly username: string;
  readonly password: string;
}

/** Reads `bench:` or `mqtt(s)://host[:port]` or `ws(s)://host[:port]/path`. */
export function parseConsoleUrl(text: string): Result<ParsedConsoleUrl, 'bad-url'> {
  const trimmed = text.trim();
  if (trimmed === LOCAL_BROKER_URL) {
    return ok({ address: { kind: 'local', url: LOCAL_BROKER_URL }, username: '', password: '' });
  }
  const url = URL.canParse(trimmed) ? new URL(trimmed) : undefined;
  const scheme = REMOTE_SCHEMES.find((name) => url?.protocol === `${name}:`);
  if (url === undefined || scheme === undefined || !trimmed.includes('://')) {
    return err(
      'bad-url',
      'Write the broker as mqtt://host:1883, mqtts://host:8883, ws://host:port/path or wss://host/path.',
    );
  }
  const host = url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : domainToASCII(decoded(url.hostname) ?? '');
  if (host === '') return err('bad-url', `The url names no host that can be looked up: write ${scheme}://host…`);
  if (url.port === '0') return err('bad-url', 'Port 0 cannot be dialled: name the port the broker listens on.');
  const username = decoded(url.username);
  const password = decoded(url.password);
  if (username === undefined || password === undefined) {
    return err(
      'bad-url',
      'The user name or password in the url is not percent-encoded properly: use the fields for them.',
    );
  }
  const overWeb = scheme === 'ws' || scheme === 'wss';
  if (!overWeb && (url.pathname.length > 1 || url.search !== '')) {
    return err('bad-url', `${scheme}:// takes a host and a port, no path: leave "${url.pathname}${url.search}" off.`);
  }
  url.username = '';
  url.password = '';
  url.hash = '';
  const address: RemoteAddress = {
    kind: 'remote',
    scheme,
    host,
    port: url.port === '' ? DEFAULT_PORTS[scheme] : Number(url.port),
    path: overWeb ? `${url.pathname || '/'}${url.search}` : '',
    url: url.href,
  };
  return ok({ address, username, password });
}

/** `host:port`, an IPv6 host in brackets. */
export const hostPort = ({ host, port }: Pick<RemoteAddress, 'host' | 'port'>): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port}`;

/** The url without `user:password@`, also when it is none that can be dialled. */
export function withoutUserInfo(url: string): string {
  const parsed = parseConsoleUrl(url);
  if (parsed.ok) return parsed.value.address.url;
  return url.replace(/^(\s*[a-z][a-z0-9+.-]*:\/\/).*@/i, '$1');
}

/** Percent-decoded; undefined when it cannot be. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
