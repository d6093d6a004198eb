import { DEFAULT_STORE_LIMITS, type StoreLimits } from './store/createBrokerStore.ts';

/** Bounds of the broker. Every one protects the bench and the other clients from one that misbehaves. */
export interface BrokerLimits extends StoreLimits {
  /** Connections at once, the console's included. */
  readonly maxConnections: number;
  /** A client that announces a larger packet is dropped: the broker would have to hold all of it before it can act. */
  readonly maxPacketBytes: number;
  /** How long a TCP connection may stay silent before its CONNECT, in milliseconds. */
  readonly connectTimeoutMs: number;
  /** How long everybody waits for one connection that does not take what is sent to it. Then the others go on. */
  readonly patienceMs: number;
  /** Bytes that may wait for one connection for `slowMs`. */
  readonly slowBytes: number;
  readonly slowMs: number;
  /** Bytes that may never wait for one connection. */
  readonly queueBytes: number;
  /** Subscriptions of one client. */
  readonly maxSubscriptions: number;
  /** A packet that takes longer than this to arrive is noted, in milliseconds. */
  readonly slowPacketMs: number;
  /** How long a stop waits for connections to go, in milliseconds. */
  readonly stopTimeoutMs: number;
}

const MIB = 1_048_576;

export const DEFAULT_BROKER_LIMITS: BrokerLimits = {
  ...DEFAULT_STORE_LIMITS,
  maxConnections: 10_000,
  maxPacketBytes: 16 * MIB,
  connectTimeoutMs: 30_000,
  patienceMs: 200,
  slowBytes: 8 * MIB,
  slowMs: 10_000,
  queueBytes: 32 * MIB,
  maxSubscriptions: 1000,
  slowPacketMs: 30_000,
  stopTimeoutMs: 2000,
};
