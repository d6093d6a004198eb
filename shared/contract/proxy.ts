import { z } from 'zod';
import { command, event } from './define.ts';

/** The most proxies at once, and the most that are remembered. */
export const MAX_PROXIES = 8;
/** How many clients of one proxy a state names; the rest is only counted. */
export const MAX_LISTED_PROXY_CLIENTS = 100;
/** The longest certificate text, in characters: a private authority has one or two certificates of about 2,000. */
const MAX_CA = 16_384;

/** How the certificate of the broker at the other end is checked (mqtts and wss; else without meaning). */
export const remoteTls = z.object({
  /** Certificates to trust in place of this machine's, PEM; '' trusts what this machine does. Never a private key. */
  ca: z.string().max(MAX_CA),
  /** Takes any certificate: the other end may be anybody. */
  insecure: z.boolean(),
});
export type RemoteTls = z.infer<typeof remoteTls>;

export const DEFAULT_REMOTE_TLS: RemoteTls = { ca: '', insecure: false };

/** One proxy: listens here, passes on to a broker there. */
export const proxyConfig = z.object({
  /** What the user calls it; '' = the target's url stands for it. */
  name: z.string().max(64),
  /** Loopback unless the user chose otherwise. */
  host: z.string().min(1).max(255),
  /** TCP; 0 takes any free port. */
  port: z.int().min(0).max(65_535),
  /** mqtt:// mqtts:// ws:// wss:// with host and optional port; no user and password: the client brings its own. */
  url: z.string().min(1).max(2048),
  tls: remoteTls,
});
export type ProxyConfig = z.infer<typeof proxyConfig>;

/** One client behind a proxy. `in`: from the client to the broker. */
export const proxyClient = z.object({
  link: z.int().positive(),
  clientId: z.string(),
  address: z.string(),
  /** Microseconds since the session began. */
  connectedAt: z.number(),
  /** The broker is being dialled; no byte has passed yet. */
  dialling: z.boolean(),
  packetsIn: z.int(),
  packetsOut: z.int(),
  bytesIn: z.int(),
  bytesOut: z.int(),
});
export type ProxyClient = z.infer<typeof proxyClient>;

export const proxyState = z.object({
  id: z.int().positive(),
  config: proxyConfig,
  /** Where clients dial: `127.0.0.1:1884`. */
  address: z.string(),
  clientCount: z.int(),
  clients: z.array(proxyClient).max(MAX_LISTED_PROXY_CLIENTS),
  /** Since it was started, of the clients that are gone too. */
  connections: z.int(),
  /** Connections that never reached the broker. */
  failed: z.int(),
  /** Why the last one did not, in words; '' when the last one did. */
  trouble: z.string(),
});
export type ProxyState = z.infer<typeof proxyState>;

export const PROXY_START_ERRORS = [
  'bad-url',
  'bad-certificate',
  'too-many',
  'port-in-use',
  'no-permission',
  'bad-address',
  'failed',
] as const;

export const proxyContract = {
  /** Starts to listen. The broker is dialled when a client comes, once for each. */
  'proxy.start': command(proxyConfig, z.object({ id: z.int().positive(), address: z.string() }), PROXY_START_ERRORS),
  /** Ends the listener and its connections. */
  'proxy.stop': command(z.object({ id: z.int().positive() }), z.object({}), ['not-found']),
  'proxy.list': command(z.object({}), z.object({ proxies: z.array(proxyState) }), []),
  'proxy.changed': event(z.object({ proxies: z.array(proxyState) })),
};
