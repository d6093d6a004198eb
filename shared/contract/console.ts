import { z } from 'zod';
import { repeatContract, repeatState } from './consoleRepeat.ts';
import { setupContract } from './consoleSetup.ts';
import { topicContract, watchState } from './consoleTopic.ts';
import { command } from './define.ts';
import { connectProperties, subscriptionOptions } from './mqttProperties.ts';
import { remoteTls } from './proxy.ts';
import { publishInput, qos } from './publish.ts';

export { PAYLOAD_ENCODINGS, type PayloadEncoding, type PublishInput, publishInput, type Qos, qos } from './publish.ts';

/** The url that means the bench's own broker, whatever port it took. */
export const LOCAL_BROKER_URL = 'bench:';

/** Whom the console trusts and, where the broker asks for it, who it is (mqtts and wss; else without meaning). */
export const consoleTls = remoteTls.extend({
  /** The client's certificate, with those between it and its authority; PEM, '' = none. */
  cert: z.string().max(16_384).optional(),
  /** Its private key, PEM; used, never kept. */
  key: z.string().max(16_384).optional(),
});
export type ConsoleTls = z.infer<typeof consoleTls>;

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
  /** For 5.0; else without meaning. */
  properties: connectProperties.optional(),
  tls: consoleTls.optional(),
});
export type ConsoleTarget = z.infer<typeof consoleTarget>;

/** A target as it is kept between runs: no password, no private key, and never the leave to take any certificate. */
export const savedTarget = consoleTarget
  .omit({ password: true, tls: true })
  .extend({ tls: consoleTls.omit({ key: true, insecure: true }).optional() });
export type SavedTarget = z.infer<typeof savedTarget>;

export const subscription = z.object({ filter: z.string().min(1).max(65_535), qos }).extend(subscriptionOptions.shape);
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
      /** What a 5.0 broker said beside the code; absent: nothing. */
      reason: z.string().optional(),
    }),
  ),
  /** Counts up when the topic tree changed. */
  topicsVersion: z.int(),
  topicCount: z.int(),
  received: z.int(),
  published: z.int(),
  /** MQTT protocol level of the connection that is, was or will be. */
  level: z.union([z.literal(4), z.literal(5)]),
  /** Connected over TLS to whoever answered: the user switched the check of the certificate off. */
  unverified: z.boolean(),
  /** Messages being published again and again, and those that ended last. */
  repeats: z.array(repeatState),
  /** JSON fields being plotted. */
  watches: z.array(watchState),
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
  /** Of all payloads together. */
  bytes: z.number(),
  /** Of the last message. */
  qos,
  /** Messages a second, over about the last ten seconds before the table was asked for. */
  rate: z.number(),
});
export type TopicEntry = z.infer<typeof topicEntry>;

/** How many topics the bench keeps for the console; the ones longest silent go first, and are counted. */
export const MAX_TOPICS = 5000;

export const consoleContract = {
  'console.connect': command(consoleTarget, z.object({}), [
    'bad-url',
    'bad-certificate',
    'refused',
    'unreachable',
    'failed',
  ]),
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
  /** `note`: what a 5.0 broker said beside its yes, in words. */
  'console.publish': command(publishInput, z.object({ bytes: z.int(), note: z.string().optional() }), [
    'not-connected',
    'bad-topic',
    'bad-payload',
    'bad-property',
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
  ...topicContract,
  ...repeatContract,
  ...setupContract,
};
