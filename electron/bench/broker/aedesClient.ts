import type { Client } from 'aedes';

/** A message as aedes hands it to a subscription. */
export interface DeliveredPacket {
  readonly topic: string;
  readonly payload: Buffer;
  qos: 0 | 1 | 2;
  readonly retain: boolean;
  /** null: sent outside the usual way, as a retained message to a new subscriber is. */
  readonly brokerId: string | null;
  readonly brokerCounter: number;
  messageId?: number;
  /** Who published it; absent of what the broker itself sends. */
  readonly clientId?: string;
  /** The subscription is that of a bridge, which is not sent what it published itself. */
  readonly nl?: boolean;
}

type Deliver = (packet: DeliveredPacket, done: () => void) => void;

/** What aedes' client has beyond its declared type and the bench relies on. Checked by the tests of the broker. */
export type AedesClient = Client & {
  readonly subscriptions: Readonly<Record<string, { readonly qos: 0 | 1 | 2 }>>;
  readonly errored: boolean;
  /** The next packet identifier. */
  _nextId: number;
  deliver0: Deliver;
  deliverQoS: Deliver;
  waitForDrain(done: (error?: Error | null) => void): void;
};
