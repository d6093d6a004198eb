import { z } from 'zod';
import { qos } from './console.ts';
import { command, event } from './define.ts';
import { remoteTls } from './proxy.ts';

export const MAX_BRIDGE_RULES = 32;
/** The longest filter and prefix, in characters. */
const MAX_TEXT = 1024;

/** `in`: from the remote broker to the bench's. `out`: from the bench's to the remote one. */
export const BRIDGE_DIRECTIONS = ['in', 'out', 'both'] as const;

/**
 * Which topics are joined. Of a topic that the filter takes, `localPrefix` + topic here is `remotePrefix` + topic there: with
 * filter `sensors/#`, local prefix `` and remote prefix `site7/`, `sensors/t` here is `site7/sensors/t` there.
 */
export const bridgeRule = z.object({
  direction: z.enum(BRIDGE_DIRECTIONS),
  filter: z.string().min(1).max(MAX_TEXT),
  localPrefix: z.string().max(MAX_TEXT),
  remotePrefix: z.string().max(MAX_TEXT),
  /** The highest QoS a message is passed on with. */
  qos,
});
export type BridgeRule = z.infer<typeof bridgeRule>;

/** The remote broker and what is joined. Holds no password. */
export const bridgeConfig = z.object({
  /** mqtt:// mqtts:// ws:// wss:// with host and optional port. */
  url: z.string().min(1).max(2048),
  /** '' lets the bench make one. */
  clientId: z.string().max(256),
  username: z.string().max(1024),
  /** MQTT protocol level. */
  level: z.union([z.literal(4), z.literal(5)]),
  /** False: the remote broker keeps what comes while the bridge is away (QoS 1 and 2). Wants a client id. */
  clean: z.boolean(),
  /** Seconds; 0 switches it off. */
  keepAlive: z.int().min(0).max(65_535),
  tls: remoteTls,
  rules: z.array(bridgeRule).min(1).max(MAX_BRIDGE_RULES),
});
export type BridgeConfig = z.infer<typeof bridgeConfig>;

/** How messages one way stand. */
const bridgeWay = z.object({
  forwarded: z.int(),
  /** Not passed on: refused, or too many waited, or QoS 0 while the other broker was away. */
  dropped: z.int(),
  /** Taken, and not yet taken by the other broker. */
  waiting: z.int(),
});
export type BridgeWay = z.infer<typeof bridgeWay>;

export const bridgeState = z.object({
  state: z.enum(['stopped', 'connecting', 'connected', 'waiting']),
  /** As started last; null before. */
  config: bridgeConfig.nullable(),
  /** The client id in use at the remote broker. */
  clientId: z.string(),
  /** The capture links of the two connections; null when there is none. */
  link: z.int().nullable(),
  localLink: z.int().nullable(),
  /** Why it is not connected or what is not as asked, in words; '' otherwise. */
  trouble: z.string(),
  /** Attempts in a row that came to nothing. */
  failures: z.int(),
  /**
   * What keeps messages from coming back from the remote broker: `no-local` of MQTT 5.0; `bridge-flag`, which some brokers
   * know in 3.1.1; else the bridge remembers what it sent.
   */
  guard: z.enum(['none', 'no-local', 'bridge-flag', 'memory']),
  toRemote: bridgeWay,
  toLocal: bridgeWay,
  /** Own messages that came back and were recognised. */
  suppressed: z.int(),
});
export type BridgeState = z.infer<typeof bridgeState>;

export const bridgeContract = {
  /** Checks and begins; how it goes on is in the state. A running bridge is stopped first. */
  'bridge.start': command(bridgeConfig.extend({ password: z.string().max(1024) }), z.object({}), [
    'bad-url',
    'bad-certificate',
    'bad-rule',
    'failed',
  ]),
  'bridge.stop': command(z.object({}), z.object({}), []),
  'bridge.get': command(z.object({}), bridgeState, []),
  'bridge.changed': event(bridgeState),
};
