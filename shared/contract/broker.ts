import { z } from 'zod';
import { brokerAccessContract } from './brokerAccess.ts';
import { brokerClientsContract } from './brokerClients.ts';
import { brokerTlsContract } from './brokerTls.ts';
import { command } from './define.ts';

const port = z.int().min(0).max(65_535);

export const brokerListen = z.object({
  /** Loopback unless the user chose otherwise. */
  host: z.string().min(1).max(255),
  /** TCP; 0 takes any free port. */
  port,
  /** MQTT over WebSocket; 0 takes any free port, null switches it off. */
  wsPort: port.nullable(),
  /** MQTT over TLS; null or absent: off. */
  tlsPort: port.nullable().optional(),
  /** MQTT over WebSocket over TLS; null or absent: off. */
  wssPort: port.nullable().optional(),
  /** False switches plain TCP off, so that everybody has to use TLS or WebSocket. */
  tcp: z.boolean().optional(),
});
export type BrokerListen = z.infer<typeof brokerListen>;

export const brokerClient = z.object({
  link: z.int().positive(),
  clientId: z.string(),
  role: z.enum(['device', 'console', 'bridge']),
  address: z.string(),
  /** Microseconds since the session began. */
  connectedAt: z.number(),
  packetsIn: z.int(),
  packetsOut: z.int(),
});
export type BrokerClient = z.infer<typeof brokerClient>;

/** How many clients a state snapshot names; the rest is only counted. */
export const MAX_LISTED_CLIENTS = 200;

/** Where clients can dial; '' for a listener that is off. */
export const brokerAddresses = z.object({ tcp: z.string(), tls: z.string(), ws: z.string(), wss: z.string() });
export type BrokerAddresses = z.infer<typeof brokerAddresses>;

/** What the broker turned away or threw away to protect itself and the others, since it was started. */
export const brokerLosses = z.object({
  /** Connections beyond the limit. */
  refusedConnections: z.int(),
  /** CONNECTs with a wrong name or password, or without one. */
  refusedLogins: z.int(),
  refusedSubscriptions: z.int(),
  /** Messages that a rule forbade to publish. */
  refusedPublishes: z.int(),
  /** Messages for clients that were away, dropped because too many waited. */
  droppedQueued: z.int(),
  droppedRetained: z.int(),
  droppedSessions: z.int(),
});
export type BrokerLosses = z.infer<typeof brokerLosses>;

export const NO_LOSSES: BrokerLosses = {
  ...{ refusedConnections: 0, refusedLogins: 0, refusedSubscriptions: 0, refusedPublishes: 0 },
  ...{ droppedQueued: 0, droppedRetained: 0, droppedSessions: 0 },
};

export const brokerState = z.object({
  state: z.enum(['stopped', 'starting', 'listening', 'failed']),
  listen: brokerListen,
  /** Where clients can dial when listening: `127.0.0.1:1883`, of the first listener that is on; '' otherwise. */
  address: z.string(),
  wsAddress: z.string(),
  /** Why it failed, in words, with the holder of the port where known; '' otherwise. */
  trouble: z.string(),
  /** A port that is free, offered when the wanted one is in use; null otherwise. */
  freePort: port.nullable(),
  clientCount: z.int(),
  clients: z.array(brokerClient).max(MAX_LISTED_CLIENTS),
  addresses: brokerAddresses.optional(),
  /** Nobody gets in without a password. */
  passwordAsked: z.boolean().optional(),
});
export type BrokerState = z.infer<typeof brokerState>;

export const BROKER_START_ERRORS = ['port-in-use', 'no-permission', 'bad-address', 'failed'] as const;

export const brokerContract = {
  /** Starts, or moves to another address; connected clients are dropped by a move. */
  'broker.start': command(brokerListen, z.object({ address: z.string() }), BROKER_START_ERRORS),
  'broker.stop': command(z.object({}), z.object({}), []),
  ...brokerClientsContract,
  ...brokerAccessContract,
  ...brokerTlsContract,
};
