import { z } from 'zod';
import { qos } from './console.ts';
import { command } from './define.ts';

/** The most entries of one answer; the rest is counted. */
export const MAX_LISTED = 500;
/** The most subscriptions that are named of one client. */
export const MAX_LISTED_SUBSCRIPTIONS = 100;

export const brokerLinkKind = z.enum(['tcp', 'tls', 'ws', 'wss', 'console', 'bridge']);
export type BrokerLinkKind = z.infer<typeof brokerLinkKind>;

const subscriptionList = z.array(z.object({ filter: z.string(), qos })).max(MAX_LISTED_SUBSCRIPTIONS);

/** A connected client. */
export const brokerClientDetail = z.object({
  link: z.int().positive(),
  /** '' when the client left the choice to the broker. */
  clientId: z.string(),
  kind: brokerLinkKind,
  address: z.string(),
  /** Protocol level: 3 is MQTT 3.1, 4 is 3.1.1. */
  level: z.int(),
  username: z.string(),
  /** Microseconds since the session began. */
  connectedAt: z.number(),
  /** Seconds; 0 is off. */
  keepAlive: z.int(),
  cleanSession: z.boolean(),
  subscriptions: subscriptionList,
  subscriptionCount: z.int(),
  packetsIn: z.int(),
  packetsOut: z.int(),
  /** Bytes that wait because the client does not read. */
  unread: z.int(),
});
export type BrokerClientDetail = z.infer<typeof brokerClientDetail>;

/** A session that outlives its connection (clean session 0). */
export const brokerSession = z.object({
  clientId: z.string(),
  online: z.boolean(),
  subscriptions: subscriptionList,
  subscriptionCount: z.int(),
  /** Messages that wait for the client or for its acknowledgement. */
  queued: z.int(),
  queuedBytes: z.int(),
  /** Messages that were dropped because too many waited. */
  dropped: z.int(),
});
export type BrokerSession = z.infer<typeof brokerSession>;

export const retainedMessage = z.object({
  topic: z.string(),
  qos,
  /** Bytes of the payload. */
  size: z.int(),
  /** Wall clock, milliseconds since the epoch. */
  at: z.number(),
  /** The start of the payload as text. */
  preview: z.string(),
});
export type RetainedMessage = z.infer<typeof retainedMessage>;

/** The most bytes of a retained message that one answer carries. */
export const MAX_RETAINED_ANSWER = 262_144;

const topic = z.string().min(1).max(65_535);

export const brokerClientsContract = {
  /** Who is connected, and the sessions of those who are not. */
  'broker.clients': command(
    z.object({}),
    z.object({
      clients: z.array(brokerClientDetail).max(MAX_LISTED),
      clientCount: z.int(),
      sessions: z.array(brokerSession).max(MAX_LISTED),
      sessionCount: z.int(),
      losses: z.record(z.string(), z.int()),
    }),
    [],
  ),
  /** Ends a connection. */
  'broker.kick': command(z.object({ link: z.int().positive() }), z.object({}), ['not-connected']),
  /** Forgets the session of a client that is away: its subscriptions and what waits for it. */
  'broker.forget-session': command(z.object({ clientId: topic }), z.object({}), ['no-session', 'connected']),
  /** Retained messages whose topic has `search` in it, by topic. */
  'broker.retained': command(
    z.object({ search: z.string().max(1024) }),
    z.object({
      messages: z.array(retainedMessage).max(MAX_LISTED),
      /** Of all, whatever was searched for. */
      count: z.int(),
      found: z.int(),
      bytes: z.int(),
    }),
    [],
  ),
  'broker.retained-payload': command(
    z.object({ topic }),
    z.object({ base64: z.string(), size: z.int(), cut: z.boolean() }),
    ['not-retained'],
  ),
  /** Deletes one, or all with `topic: null`; subscribers are not told. */
  'broker.retained-delete': command(z.object({ topic: topic.nullable() }), z.object({ deleted: z.int() }), []),
};
