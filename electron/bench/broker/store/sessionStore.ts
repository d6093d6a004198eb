import { createFilterTrie } from './filterTrie.ts';
import {
  createOutgoingQueue,
  type OutgoingPacket,
  type OutgoingQueue,
  type QueueLimits,
  sizeOf,
} from './outgoingQueue.ts';

export interface SessionLimits extends QueueLimits {
  readonly sessions: number;
  /** All queues together. */
  readonly queueBytesInAll: number;
}

/** What the broker keeps of a client between its connections (clean session 0). */
export interface Session {
  readonly clientId: string;
  readonly subscriptions: Map<string, 0 | 1 | 2>;
  readonly queue: OutgoingQueue;
  /** Identifiers of QoS 2 messages that came in and were not released yet. */
  readonly incoming: Set<number>;
}

/** Sessions by client id, the one used longest ago first. Bounded: the oldest whose client is away goes. */
export interface SessionStore {
  readonly count: number;
  /** Messages dropped from queues, of sessions that are gone too. */
  readonly droppedMessages: number;
  readonly droppedSessions: number;
  get(clientId: string): Session | undefined;
  /** Makes it when there is none and moves it to the end. */
  open(clientId: string): Session;
  delete(clientId: string): boolean;
  subscribe(session: Session, filter: string, qos: 0 | 1 | 2): void;
  unsubscribe(session: Session, filter: string): void;
  /** Clients with a lasting subscription of QoS 1 or 2 that takes the topic, with its QoS. */
  subscribers(topic: string): Map<string, number>;
  enqueue(session: Session, packet: OutgoingPacket): void;
  all(): Session[];
}

export function createSessionStore(limits: SessionLimits, isOnline: (clientId: string) => boolean): SessionStore {
  const sessions = new Map<string, Session>();
  const filters = createFilterTrie();
  let bytesInAll = 0;
  let droppedSessions = 0;
  let droppedWithSessions = 0;

  const remove = (clientId: string): boolean => {
    const session = sessions.get(clientId);
    if (session === undefined) return false;
    for (const filter of session.subscriptions.keys()) filters.delete(filter, clientId);
    droppedWithSessions += session.queue.dropped;
    bytesInAll -= session.queue.bytes;
    sessions.delete(clientId);
    return true;
  };
  const makeRoom = (newest: string): void => {
    if (sessions.size <= limits.sessions) return;
    for (const clientId of sessions.keys()) {
      if (clientId === newest || isOnline(clientId)) continue;
      remove(clientId);
      droppedSessions += 1;
      return;
    }
  };

  return {
    get count() {
      return sessions.size;
    },
    get droppedMessages() {
      let dropped = droppedWithSessions;
      for (const { queue } of sessions.values()) dropped += queue.dropped;
      return dropped;
    },
    get droppedSessions() {
      return droppedSessions;
    },
    get: (clientId) => sessions.get(clientId),
    open(clientId) {
      const session: Session = sessions.get(clientId) ?? {
        clientId,
        subscriptions: new Map(),
        queue: createOutgoingQueue(limits, (change) => {
          bytesInAll += change;
        }),
        incoming: new Set(),
      };
      sessions.delete(clientId);
      sessions.set(clientId, session);
      makeRoom(clientId);
      return session;
    },
    delete: remove,
    subscribe({ clientId, subscriptions }, filter, qos) {
      subscriptions.set(filter, qos);
      if (qos > 0) filters.set(filter, clientId, qos);
      else filters.delete(filter, clientId);
    },
    unsubscribe({ clientId, subscriptions }, filter) {
      subscriptions.delete(filter);
      filters.delete(filter, clientId);
    },
    subscribers: filters.match,
    enqueue({ queue }, packet) {
      const size = sizeOf(packet);
      while (bytesInAll + size > limits.queueBytesInAll && queue.dropOldest());
      if (bytesInAll + size <= limits.queueBytesInAll) queue.push(packet);
      else queue.refuse();
    },
    all: () => [...sessions.values()],
  };
}
