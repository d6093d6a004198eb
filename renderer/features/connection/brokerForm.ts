import type { BrokerListen } from '#shared/contract/broker.ts';

/** The broker panel's fields as text. */
export interface BrokerForm {
  readonly host: string;
  readonly port: string;
  readonly ws: boolean;
  readonly wsPort: string;
}

export const DEFAULT_WS_PORT = 9001;

export const brokerFormOf = (listen: BrokerListen): BrokerForm => ({
  host: listen.host,
  port: String(listen.port),
  ws: listen.wsPort !== null,
  wsPort: String(listen.wsPort ?? DEFAULT_WS_PORT),
});

export type BrokerFormErrors = Partial<Record<'host' | 'port' | 'wsPort', string>>;

function parsePort(text: string): number | null {
  const value = text.trim();
  return /^\d{1,5}$/.test(value) && Number(value) <= 65_535 ? Number(value) : null;
}

const PORT_HINT = 'A number from 1 to 65535, or 0 for any free port';

/** The fields as the bench takes them, or what is wrong with which. */
export function parseBrokerForm(form: BrokerForm): BrokerListen | BrokerFormErrors {
  const host = form.host.trim();
  const port = parsePort(form.port);
  const wsPort = form.ws ? parsePort(form.wsPort) : null;
  const errors: BrokerFormErrors = {
    ...(host === '' ? { host: 'An address of this machine, such as 127.0.0.1' } : {}),
    ...(port === null ? { port: PORT_HINT } : {}),
    ...(form.ws && wsPort === null ? { wsPort: PORT_HINT } : {}),
    ...(port !== null && port !== 0 && port === wsPort ? { wsPort: 'Not the same port twice' } : {}),
  };
  return Object.keys(errors).length > 0 || port === null ? errors : { host, port, wsPort };
}

export const isListen = (parsed: BrokerListen | BrokerFormErrors): parsed is BrokerListen =>
  'host' in parsed && typeof parsed.port === 'number';

/** Whether devices on the network can reach an address; loopback they cannot. */
export const isLoopback = (host: string): boolean => /^(127\.|::1$|\[::1\]$|localhost$)/i.test(host.trim());
