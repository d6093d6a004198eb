import { err, ok } from '#shared/base/result.ts';
import { NO_LOSSES } from '#shared/contract/broker.ts';
import { type BrokerSession, MAX_LISTED_SUBSCRIPTIONS, MAX_RETAINED_ANSWER } from '#shared/contract/brokerClients.ts';
import type { CommandHandlers } from '#shared/contract/contract.ts';
import { payloadPreview } from '#shared/protocol/mqtt/payloadPreview.ts';
import type { BrokerRun } from './brokerRun.ts';
import type { BrokerStore } from './store/createBrokerStore.ts';
import type { Session } from './store/sessionStore.ts';
import { withinAnswer } from './withinAnswer.ts';

export type ClientHandlers = Pick<
  CommandHandlers,
  | 'broker.clients'
  | 'broker.kick'
  | 'broker.forget-session'
  | 'broker.retained'
  | 'broker.retained-payload'
  | 'broker.retained-delete'
>;

const PREVIEW = 120;

/** What a view may see of the running broker and do to it. `run`: null while it is stopped. */
export function createClientHandlers(
  run: () => BrokerRun | null,
  onStored: (store: BrokerStore) => void,
): ClientHandlers {
  return {
    'broker.clients': () => {
      const now = run();
      if (now === null) {
        return ok({ clients: [], clientCount: 0, sessions: [], sessionCount: 0, losses: { ...NO_LOSSES } });
      }
      const sessions = now.store.sessions.all();
      return ok({
        clients: withinAnswer(now.details(), namesLength),
        clientCount: now.clientCount,
        sessions: withinAnswer(
          sessions.map((session) => described(session, now.isOnline(session.clientId))),
          namesLength,
        ),
        sessionCount: sessions.length,
        losses: { ...now.losses() },
      });
    },
    'broker.kick': ({ link }) =>
      run()?.kick(link, 'you disconnected it') === true
        ? ok({})
        : err('not-connected', 'That client is not connected any more.'),
    'broker.forget-session': ({ clientId }) => {
      const now = run();
      if (now?.isOnline(clientId) === true) {
        return err('connected', `${clientId} is connected. Disconnect it first: its session is in use.`);
      }
      if (now?.store.sessions.delete(clientId) !== true) {
        return err('no-session', `The broker keeps no session of ${clientId}.`);
      }
      onStored(now.store);
      return ok({});
    },
    'broker.retained': ({ search }) => {
      const store = run()?.store.retained;
      const wanted = search.toLowerCase();
      const found = (store?.all() ?? []).filter(({ topic }) => topic.toLowerCase().includes(wanted));
      found.sort((a, b) => (a.topic < b.topic ? -1 : 1));
      const messages = withinAnswer(found, ({ topic }) => topic.length).map(({ topic, qos, at, payload }) => ({
        ...{ topic, qos, at, size: payload.length },
        preview: payloadPreview(payload, PREVIEW),
      }));
      return ok({ messages, found: found.length, count: store?.count ?? 0, bytes: store?.bytes ?? 0 });
    },
    'broker.retained-payload': ({ topic }) => {
      const message = run()?.store.retained.get(topic);
      if (message === undefined) return err('not-retained', `Nothing is retained on ${topic} any more.`);
      const { payload } = message;
      const base64 = Buffer.from(payload.subarray(0, MAX_RETAINED_ANSWER)).toString('base64');
      return ok({ base64, size: payload.length, cut: payload.length > MAX_RETAINED_ANSWER });
    },
    'broker.retained-delete': ({ topic }) => {
      const now = run();
      if (now === null) return ok({ deleted: 0 });
      const { retained } = now.store;
      const deleted = topic === null ? retained.clear() : Number(retained.delete(topic));
      if (deleted > 0) onStored(now.store);
      return ok({ deleted });
    },
  };
}

const namesLength = ({ clientId, subscriptions }: Pick<BrokerSession, 'clientId' | 'subscriptions'>): number =>
  subscriptions.reduce((sum, { filter }) => sum + filter.length, clientId.length);

const described = ({ clientId, subscriptions, queue }: Session, online: boolean): BrokerSession => ({
  ...{ clientId, online, subscriptionCount: subscriptions.size },
  subscriptions: [...subscriptions].slice(0, MAX_LISTED_SUBSCRIPTIONS).map(([filter, qos]) => ({ filter, qos })),
  ...{ queued: queue.size, queuedBytes: queue.bytes, dropped: queue.dropped },
});
