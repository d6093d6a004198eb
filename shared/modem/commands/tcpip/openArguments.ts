import type { CommandCall } from '../../reply.ts';
import { LINK_COUNT } from '../../session/sockets/socketLinks.ts';

/** What AT+CIPOPEN asks for. */
export type OpenRequest =
  | {
      readonly kind: 'TCP';
      readonly link: number;
      readonly host: string;
      readonly port: number;
      readonly localPort?: number;
    }
  | {
      readonly kind: 'UDP';
      readonly link: number;
      readonly localPort: number;
      /** Of transparent mode. */
      readonly remote: { readonly host: string; readonly port: number } | null;
    };

const whole = (text: string, most: number): number | null =>
  /^\d{1,5}$/.test(text) && Number(text) <= most ? Number(text) : null;
const portOf = (text: string): number | null => whole(text, 65_535) || null;
const quoted = (typed: string | undefined): boolean => typed !== undefined && /^".*"$/.test(typed);

/** Reads `<link>,"TCP","host",port[,localPort]` and `<link>,"UDP",[…],[…],localPort`; null: a parameter is wrong. */
export function openArguments({ args, typed }: CommandCall): OpenRequest | null {
  const [first = '', kind = '', host = '', port = '', local = ''] = args;
  const link = whole(first, LINK_COUNT - 1);
  if (link === null || !quoted(typed[1]) || args.length > 5) return null;
  if ((host !== '' && !quoted(typed[2])) || host.length > 254) return null;
  const peer = portOf(port);
  const localPort = portOf(local);
  if (local !== '' && localPort === null) return null;
  switch (kind.toUpperCase()) {
    case 'TCP':
      if (host === '' || peer === null) return null;
      return { kind: 'TCP', link, host, port: peer, ...(localPort === null ? {} : { localPort }) };
    case 'UDP':
      if (localPort === null || (port !== '' && peer === null)) return null;
      return { kind: 'UDP', link, localPort, remote: host === '' || peer === null ? null : { host, port: peer } };
    default:
      return null;
  }
}
