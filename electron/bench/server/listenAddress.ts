/** Where to listen. An IPv6 host is without brackets here. */
export interface ListenAddress {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
}

/** Reads `127.0.0.1:4180`, `[::1]:4180`, `:4180` or `4180` (loopback); undefined when it is none of them. */
export function parseListenAddress(text: string): ListenAddress | undefined {
  const match = /^(?:(?:\[([0-9a-f:.]+)\]|([^\s:[\]/@]*)):)?(\d{1,5})$/i.exec(text.trim());
  if (match === null) return undefined;
  const [, v6, name, digits] = match;
  const port = Number(digits);
  return port > 65_535 ? undefined : { host: v6 ?? (name || '127.0.0.1'), port };
}

/** `host:port`, with brackets around an IPv6 host, as a URL wants it. */
export const formatAddress = (host: string, port: number): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;

/** Only this machine can reach such an address. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

/** Every address of this machine, not one. */
export const isWildcard = (host: string): boolean => host === '0.0.0.0' || host === '::';
