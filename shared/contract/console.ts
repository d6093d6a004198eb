import { z } from 'zod';
import { command } from './define.ts';

export const qos = z.union([z.literal(0), z.literal(1), z.literal(2)]);
export type Qos = z.infer<typeof qos>;

/** The url that means the bench's own broker, whatever port it took. */
export const LOCAL_BROKER_URL = 'bench:';

export const consoleTarget = z.object({
  /** `bench:`, or mqtt:// mqtts:// ws:// wss:// with host and optional port. */
  url: z.string().min(1).max(2048),
  /** '' lets the bench make one. */
  clientId: z.string().max(256),
  username: z.string().max(1024),
  password: z.string().max(1024),
  clean: z.boolean(),
  /** Seconds; 0 switches it off. */
  keepAlive: z.int().min(0).max(65_535),
  /** MQTT protocol level. */
  level: z.union([z.literal(4), z.literal(5)]),
});
export type ConsoleTarget = z.infer<typeof consoleTarget>;

export const subscription = z.object({ filter: z.string().min(1).max(65_535), qos });
export type Subscription = z.infer<typeof subscription>;

export const consoleState = z.object({
  state: z.enum(['disconnected', 'connecting', 'connected', 'reconnecting']),
  url: z.string(),
  clientId: z.string(),
  /** The capture link of the console's connection, or null when there is none. Changes with every reconnect. */
  link: z.int().nullable(),
  /** Why it is not connected, in words; '' otherwise. */
  trouble: z.string(),
  subscriptions: z.array(
    subscription.extend({
      /** What the broker granted; 128 = refused; null = no SUBACK yet. */
      granted: z.int().nullable(),
    }),
  ),
  /** Counts up when the topic tree changed. */
  topicsVersion: z.int(),
  topicCount: z.int(),
  received: z.int(),
  published: z.int(),
});
export type ConsoleState = z.infer<typeof consoleState>;

/** One topic with at least one message seen by the console. Inner levels of the tree are derived by the view. */
export const topicEntry = z.object({
  topic: z.string(),
  count: z.int(),
  retained: z.boolean(),
  /** Microseconds since the session began, of the last message. */
  t: z.number(),
  /** The start of the last payload as text, control characters replaced. */
  preview: z.string(),
  /** Its full length in bytes. */
  length: z.int(),
});
export type TopicEntry = z.infer<typeof topicEntry>;

/** How many topics the bench keeps for the console; the ones longest silent go first, and are counted. */
export const MAX_TOPICS = 5000;

export const PAYLOAD_ENCODINGS = ['text', 'json', 'hex', 'base64'] as const;
export type PayloadEncoding = (typeof PAYLOAD_ENCODINGS)[number];

export const publishInput = z.object({
  topic: z.string().min(1).max(65_535),
  qos,
  retain: z.boolean(),
  payload: z.string().max(1_048_576),
  encoding: z.enum(PAYLOAD_ENCODINGS),
});
export type PublishInput = z.infer<typeof publishInput>;

export const consoleContract = {
  'console.connect': command(consoleTarget, z.object({}), ['bad-url', 'refused', 'unreachable', 'failed']),
  'console.disconnect': command(z.object({}), z.object({}), []),
  /** Kept and sent again after every reconnect until unsubscribed. */
  'console.subscribe': command(
    z.object({ subscriptions: z.array(subscription).min(1).max(64) }),
    z.object({ granted: z.array(z.int()) }),
    ['not-connected', 'bad-filter', 'failed'],
  ),
  'console.unsubscribe': command(
    z.object({ filters: z.array(z.string().min(1).max(65_535)).min(1).max(64) }),
    z.object({}),
    ['not-connected', 'failed'],
  ),
  'console.publish': command(publishInput, z.object({ bytes: z.int() }), [
    'not-connected',
    'bad-topic',
    'bad-payload',
    'refused',
    'timeout',
    'failed',
  ]),
  'console.topics': command(
    z.object({}),
    z.object({
      version: z.int(),
      topics: z.array(topicEntry),
      /** Topics forgotten because there were more than MAX_TOPICS. */
      forgotten: z.int(),
    }),
    [],
  ),
  'console.clear-topics': command(z.object({}), z.object({}), []),
};
