import type { BrokerListen } from '#shared/contract/broker.ts';

/** The ports the broker can listen on. */
export const LISTENER_FIELDS = [
  { on: 'tcp', port: 'port', name: 'TCP', label: 'TCP port', usual: 1883 },
  { on: 'tls', port: 'tlsPort', name: 'TLS', label: 'TLS port', usual: 8883 },
  { on: 'ws', port: 'wsPort', name: 'WebSocket', label: 'WebSocket port', usual: 9001 },
  { on: 'wss', port: 'wssPort', name: 'WSS', label: 'WSS port', usual: 9443 },
] as const;
type PortField = (typeof LISTENER_FIELDS)[number]['port'];
type OnField = (typeof LISTENER_FIELDS)[number]['on'];

/** The broker panel's fields as text, and which listeners are on. */
export type BrokerForm = { readonly host: string } & { readonly [K in PortField]: string } & {
  readonly [K in OnField]: boolean;
};

export function brokerFormOf(listen: BrokerListen): BrokerForm {
  const { host, port, tcp = true, tlsPort = null, wsPort, wssPort = null } = listen;
  return {
    ...{ host, tcp, port: String(port), tls: tlsPort !== null, tlsPort: String(tlsPort ?? 8883) },
    ...{ ws: wsPort !== null, wsPort: String(wsPort ?? 9001), wss: wssPort !== null, wssPort: String(wssPort ?? 9443) },
  };
}

export type BrokerFormErrors = Partial<Record<'host' | PortField, string>>;

function parsePort(text: string): number | null {
  const value = text.trim();
  return /^\d{1,5}$/.test(value) && Number(value) <= 65_535 ? Number(value) : null;
}

const PORT_HINT = 'A number from 1 to 65535, or 0 for any free port';
/** What the bench is told of a listener that is off: its port is remembered for TCP only. */
const USUAL_TCP = 1883;

/** The fields as the bench takes them, or what is wrong with which. */
export function parseBrokerForm(form: BrokerForm): BrokerListen | BrokerFormErrors {
  const host = form.host.trim();
  const errors: Partial<Record<'host' | PortField, string>> = {};
  if (host === '') errors.host = 'An address of this machine, such as 127.0.0.1';
  const taken = new Set<number>();
  const ports: Partial<Record<PortField, number>> = {};
  for (const { on, port } of LISTENER_FIELDS) {
    if (!form[on]) continue;
    const parsed = parsePort(form[port]);
    if (parsed === null) errors[port] = PORT_HINT;
    else if (parsed !== 0 && taken.has(parsed)) errors[port] = 'Not the same port twice';
    else {
      taken.add(parsed);
      ports[port] = parsed;
    }
  }
  if (LISTENER_FIELDS.every(({ on }) => !form[on])) errors.port = 'Switch at least one on';
  if (Object.keys(errors).length > 0) return errors;
  return {
    host,
    port: ports.port ?? parsePort(form.port) ?? USUAL_TCP,
    wsPort: ports.wsPort ?? null,
    ...(form.tcp ? {} : { tcp: false }),
    ...(ports.tlsPort === undefined ? {} : { tlsPort: ports.tlsPort }),
    ...(ports.wssPort === undefined ? {} : { wssPort: ports.wssPort }),
  };
}

export const isListen = (parsed: BrokerListen | BrokerFormErrors): parsed is BrokerListen =>
  'host' in parsed && typeof parsed.port === 'number';

/** Whether devices on the network can reach an address; loopback they cannot. */
export const isLoopback = (host: string): boolean => /^(127\.|::1$|\[::1\]$|localhost$)/i.test(host.trim());
