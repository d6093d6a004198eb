/** Where a connection goes to. */
export interface HostPort {
  /** `tcp`, `https`; '' when the address has none. */
  readonly scheme: string;
  readonly host: string;
  /** null: none given. */
  readonly port: number | null;
}

/** Reads `tcp://host:port`, `https://host/path`, `host:port`, `[fd00::1]:1883`. */
export function parseAddress(text: string): HostPort {
  const [, scheme = '', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(text.trim()) ?? [];
  const authority = rest.replace(/[/?#].*$/s, '').replace(/^.*@/s, '');
  const bracketed = /^\[([^\]]*)\](?::(\d{1,5}))?$/.exec(authority);
  const plain = /^([^:]*):(\d{1,5})$/.exec(authority);
  const [, host = authority, port] = bracketed ?? plain ?? [];
  return { scheme: scheme.toLowerCase(), host: host.toLowerCase(), port: port === undefined ? null : Number(port) };
}

export type UnroutableKind = 'loopback' | 'private' | 'link-local' | 'CGNAT' | 'unspecified' | 'local name';

/**
 * Why nobody beyond the own network can reach that host; null when others can, or it cannot be told. RFC 1918, RFC 6598,
 * RFC 3927, RFC 4193, RFC 4291, RFC 6761, RFC 6762.
 */
export function unroutable(host: string): UnroutableKind | null {
  const name = host.toLowerCase().replace(/\.$/, '');
  const v4 = /^(?:::ffff:)?(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(name);
  if (v4 !== null) return unroutableV4(Number(v4[1]), Number(v4[2]));
  if (name.includes(':')) return unroutableV6(name);
  return name === 'localhost' || /\.(?:local|localhost|lan|home\.arpa)$/.test(name) ? 'local name' : null;
}

function unroutableV4(a: number, b: number): UnroutableKind | null {
  if (a === 127) return 'loopback';
  if (a === 10 || (a === 192 && b === 168) || (a === 172 && b >= 16 && b <= 31)) return 'private';
  if (a === 169 && b === 254) return 'link-local';
  if (a === 100 && b >= 64 && b <= 127) return 'CGNAT';
  return a === 0 ? 'unspecified' : null;
}

function unroutableV6(address: string): UnroutableKind | null {
  if (/^(?:0{0,4}:){2,7}0{0,3}1$/.test(address)) return 'loopback';
  if (/^(?:0{0,4}:){2,7}0{0,4}$/.test(address)) return 'unspecified';
  const first = Number.parseInt(/^([0-9a-f]{1,4}):/.exec(address)?.[1] ?? '', 16);
  if (first >= 0xfc00 && first <= 0xfdff) return 'private';
  return first >= 0xfe80 && first <= 0xfebf ? 'link-local' : null;
}

/** A name that must be looked up, not an address. */
export const isHostName = (host: string): boolean => /[a-z]/i.test(host) && !host.includes(':');
