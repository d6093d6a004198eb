import { z } from 'zod';
import { command } from './define.ts';

const port = z.int().min(0).max(65_535);

export const brokerListen = z.object({
  /** Loopback unless the user chose otherwise. */
  host: z.string().min(1).max(255),
  /** TCP; 0 takes any free port. */
  port,
  /** MQTT over WebSocket; 0 takes any free port, null switches it off. */
  wsPort: port.nullable(),
});
export type BrokerListen = z.infer<typeof brokerListen>;

export const brokerClient = z.object({
  link: z.int().positive(),
  clientId: z.string(),
  role: z.enum(['device', 'console']),
  address: z.string(),
  /** Microseconds since the session began. */
  connectedAt: z.number(),
  packetsIn: z.int(),
  packetsOut: z.int(),
});
export type BrokerClient = z.infer<typeof brokerClient>;

/** How many clients a state snapshot names; the rest is only counted. */
export const MAX_LISTED_CLIENTS = 200;

export const brokerState = z.object({
  state: z.enum(['stopped', 'starting', 'listening', 'failed']),
  listen: brokerListen,
  /** Where clients can dial when listening: `127.0.0.1:1883`; '' otherwise. */
  address: z.string(),
  wsAddress: z.string(),
  /** Why it failed, in words, with the holder of the port where known; '' otherwise. */
  trouble: z.string(),
  /** A port that is free, offered when the wanted one is in use; null otherwise. */
  freePort: port.nullable(),
  clientCount: z.int(),
  clients: z.array(brokerClient).max(MAX_LISTED_CLIENTS),
});
export type BrokerState = z.infer<typeof brokerState>;

export const BROKER_START_ERRORS = ['port-in-use', 'no-permission', 'bad-address', 'failed'] as const;

export const brokerContract = {
  /** Starts, or moves to another address; connected clients are dropped by a move. */
  'broker.start': command(brokerListen, z.object({ address: z.string() }), BROKER_START_ERRORS),
  'broker.stop': command(z.object({}), z.object({}), []),
};
