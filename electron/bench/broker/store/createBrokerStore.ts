import { Readable } from 'node:stream';
import type { OutgoingPacket } from './outgoingQueue.ts';
import { createRetainedStore, type RetainedLimits, type RetainedStore } from './retainedStore.ts';
import { createSessionStore, type SessionLimits, type SessionStore } from './sessionStore.ts';

export type StoreLimits = RetainedLimits & SessionLimits;

const MIB = 1_048_576;

export const DEFAULT_STORE_LIMITS: StoreLimits = {
  retainedMessages: 10_000,
  retainedBytes: 64 * MIB,
  sessions: 1000,
  queueMessages: 1000,
  queueBytesPerClient: 8 * MIB,
  queueBytesInAll: 64 * MIB,
};

export interface BrokerStoreOptions {
  readonly limits: StoreLimits;
  /** Wall clock, milliseconds since the epoch. */
  readonly wall: () => number;
  readonly isOnline: (clientId: string) => boolean;
  /** Whether a client's subscription was granted: only such are kept. */
  readonly isGranted: (client: object, filter: string) => boolean;
  /** Something that outlives a restart changed. */
  readonly onChange: () => void;
}

/** What the broker remembers: retained messages and sessions. */
export interface BrokerStore {
  readonly retained: RetainedStore;
  readonly sessions: SessionStore;
  /** For aedes. */
  readonly persistence: object;
}

interface ClientRef {
  readonly id: string;
  readonly clean?: boolean;
}
interface Subscribed {
  readonly topic: string;
  readonly qos: number;
}
type Will = OutgoingPacket & { brokerId?: string; clientId?: string };

const EMPTY = new Uint8Array(0);

/**
 * Stands for a session without subscriptions when a client comes back to it: aedes tells a client that its session is
 * present [MQTT-3.2.2-2] only when it finds subscriptions. The broker's hooks let it fall before it becomes one.
 */
export const SESSION_MARK = '$modemscope/session';

/**
 * Takes the place of aedes' own memory, which grows without end: every queue here has a bound and counts what it drops.
 * It also keeps what aedes' lets go: the subscription's QoS limits what waits for a client that is away [MQTT-3.8.4-6], a
 * message sent once already says so when it is sent again [MQTT-3.3.1-1], and a clean session forgets what came before.
 */
export function createBrokerStore({ limits, wall, isOnline, isGranted, onChange }: BrokerStoreOptions): BrokerStore {
  const retained = createRetainedStore(limits);
  const sessions = createSessionStore(limits, isOnline);
  const wills = new Map<string, Will>();
  let brokerId = '';
  /** The SUBSCRIBEs that were seen already, by their list of filters. */
  const adding = new WeakMap<readonly Subscribed[], Promise<void>>();
  const toPacket = (message: { topic: string; payload: Uint8Array; qos: 0 | 1 | 2 }) => ({
    ...{ cmd: 'publish', retain: true, dup: false },
    ...message,
  });

  const persistence = {
    async setup(broker: { readonly id: string }) {
      brokerId = broker.id;
    },
    async storeRetained({ topic, payload, qos }: OutgoingPacket) {
      retained.set({ topic, qos, at: wall(), payload: asBytes(payload) });
      if (!topic.startsWith('$SYS/')) onChange();
    },
    createRetainedStreamCombi: (filters: readonly string[]) =>
      Readable.from(Array.from(retained.matching(filters), toPacket)),

    /**
     * Called once for each filter of a SUBSCRIBE, each time with all of them: they are added once, when all
     * have been decided on.
     */
    addSubscriptions(client: ClientRef, subscriptions: readonly Subscribed[]) {
      const known = adding.get(subscriptions);
      if (known !== undefined) return known;
      const added = Promise.resolve().then(() => {
        const session = sessions.open(client.id);
        for (const { topic, qos } of subscriptions) {
          if (isGranted(client, topic)) sessions.subscribe(session, topic, qosOf(qos));
        }
        onChange();
      });
      adding.set(subscriptions, added);
      return added;
    },
    async removeSubscriptions({ id }: ClientRef, filters: readonly string[]) {
      const session = sessions.get(id);
      if (session === undefined) return;
      for (const filter of filters) sessions.unsubscribe(session, filter);
      onChange();
    },
    async subscriptionsByClient({ id }: ClientRef) {
      const known = sessions.get(id) !== undefined;
      const { subscriptions } = sessions.open(id);
      if (known && subscriptions.size === 0) return [{ topic: SESSION_MARK, qos: 0 }];
      return [...subscriptions].map(([topic, qos]) => ({ topic, qos }));
    },
    async subscriptionsByTopic(topic: string) {
      return [...sessions.subscribers(topic)].map(([clientId, qos]) => ({ clientId, qos, topic: '' }));
    },
    /** Comes with a clean session [MQTT-3.1.2-6]. */
    async cleanSubscriptions({ id }: ClientRef) {
      if (sessions.delete(id)) onChange();
    },

    async outgoingEnqueue({ clientId }: { readonly clientId: string }, packet: OutgoingPacket) {
      const session = sessions.get(clientId);
      if (session !== undefined) sessions.enqueue(session, copyOf(packet, packet.qos));
    },
    async outgoingEnqueueCombi(
      subscribers: readonly { readonly clientId: string; readonly qos: number }[],
      packet: OutgoingPacket,
    ) {
      for (const { clientId, qos } of subscribers) {
        const session = sessions.get(clientId);
        if (session !== undefined) sessions.enqueue(session, copyOf(packet, qosOf(Math.min(qos, packet.qos))));
      }
      if (subscribers.length > 0) onChange();
    },
    async outgoingUpdate({ id }: ClientRef, packet: OutgoingPacket) {
      sessions.get(id)?.queue.update(packet.cmd === 'pubrel' ? pubrel(packet.messageId) : packet);
    },
    async outgoingClearMessageId({ id }: ClientRef, { messageId }: OutgoingPacket) {
      const packet = sessions.get(id)?.queue.acknowledge(messageId);
      if (packet !== undefined) onChange();
      return packet;
    },
    outgoingStream({ id }: ClientRef) {
      const packets = sessions.get(id)?.queue.packets() ?? [];
      return Readable.from(
        packets.map((packet) =>
          packet.cmd === 'publish' && packet.messageId !== undefined ? { ...packet, dup: true } : packet,
        ),
      );
    },

    // Of a QoS 2 message that came in only its identifier counts: it was passed on at once.
    async incomingStorePacket({ id }: ClientRef, { messageId }: OutgoingPacket) {
      if (messageId !== undefined) incomingOf(id).add(messageId);
    },
    async incomingGetPacket({ id }: ClientRef, { messageId }: OutgoingPacket) {
      if (messageId === undefined || !incomingOf(id).has(messageId)) throw new Error('no such packet');
      return { messageId };
    },
    async incomingDelPacket({ id }: ClientRef, { messageId }: OutgoingPacket) {
      if (messageId === undefined || !incomingOf(id).delete(messageId)) throw new Error('no such packet');
    },
    async cleanIncoming({ id }: ClientRef) {
      transient.delete(id);
      sessions.get(id)?.incoming.clear();
    },

    async putWill({ id }: ClientRef, packet: Will) {
      packet.brokerId = brokerId;
      packet.clientId = id;
      wills.set(id, packet);
    },
    async getWill({ id }: ClientRef) {
      return wills.get(id);
    },
    async delWill({ id }: ClientRef) {
      const will = wills.get(id);
      wills.delete(id);
      return will;
    },
    // Wills of brokers that vanished: there is only this one, and it sends them itself.
    streamWill: () => Readable.from([]),
    async destroy() {},
  };

  /** Identifiers of clients with a clean session, which end with the connection. */
  const transient = new Map<string, Set<number>>();
  const incomingOf = (id: string): Set<number> => {
    const session = sessions.get(id);
    if (session !== undefined) return session.incoming;
    const held = transient.get(id) ?? new Set<number>();
    transient.set(id, held);
    return held;
  };

  return { retained, sessions, persistence };
}

const qosOf = (value: number): 0 | 1 | 2 => (value === 2 ? 2 : value === 1 ? 1 : 0);

const asBytes = (payload: unknown): Uint8Array =>
  payload instanceof Uint8Array ? payload : typeof payload === 'string' ? Buffer.from(payload) : EMPTY;

const copyOf = (packet: OutgoingPacket, qos: 0 | 1 | 2): OutgoingPacket => ({
  cmd: 'publish',
  topic: packet.topic,
  payload: asBytes(packet.payload),
  qos,
  // What waits for a subscriber that was there before is not "retained" to it [MQTT-3.3.1-9].
  retain: false,
  ...(packet.brokerId !== undefined && { brokerId: packet.brokerId }),
  ...(packet.brokerCounter !== undefined && { brokerCounter: packet.brokerCounter }),
});

const pubrel = (messageId: number | undefined): OutgoingPacket => ({
  ...{ cmd: 'pubrel', topic: '', payload: EMPTY, qos: 1, retain: false },
  messageId,
});
