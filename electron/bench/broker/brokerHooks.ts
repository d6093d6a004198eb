import type { Aedes, AuthenticateError, Client } from 'aedes';
import type { BrokerLosses } from '#shared/contract/broker.ts';
import type { SubjectRules } from './access/aclRules.ts';
import type { Access } from './access/createAccess.ts';
import type { BrokerConnection } from './brokerConnection.ts';
import { SESSION_MARK } from './store/createBrokerStore.ts';

export interface BrokerHooksOptions {
  readonly aedes: Aedes;
  readonly access: Pick<Access, 'login' | 'rules'>;
  readonly maxSubscriptions: number;
  readonly connectionOf: (client: Client) => BrokerConnection | undefined;
  /** The broker stops: nothing more is published. */
  readonly closing: () => boolean;
  /** Counted up here. */
  readonly losses: { -readonly [K in keyof BrokerLosses]: BrokerLosses[K] };
  /** Something was refused; in words. */
  readonly onRefused: (text: string) => void;
}

export interface BrokerHooks {
  /** The rules changed. */
  rulesChanged(): void;
  /** Whether the client may be handed a message of that topic. */
  mayRead(client: Client, topic: string): boolean;
  /** Whether the subscription was granted. */
  isGranted(client: object, filter: string): boolean;
}

/** Of all filters of one client together. */
const MAX_FILTER_CHARS = 262_144;

/** `publish` as aedes calls it itself. */
type Publish = (packet: { topic: string }, client: Client | null | (() => void), done?: () => void) => void;

const refusal = (returnCode: 2 | 3 | 4 | 5, words: string): AuthenticateError =>
  Object.assign(new Error(words), { returnCode }) as AuthenticateError;

/**
 * Decides at aedes' doors who gets in, who may subscribe and publish. A message that a rule forbids is acknowledged and
 * dropped, as Mosquitto does: 3.1.1 has no other answer but to close the connection (section 3.3.5). While there are no
 * rules the way of a message is aedes' own and costs nothing more.
 */
export function installBrokerHooks(options: BrokerHooksOptions): BrokerHooks {
  const { aedes, access, maxSubscriptions, connectionOf, closing, losses, onRefused } = options;
  let rules = new WeakMap<Client, { readonly of: SubjectRules | null }>();
  let anyRules = false;
  /** Kept beyond the end of the connection: a will is published after it, and rules are about it too. */
  const connectionsOf = new WeakMap<Client, BrokerConnection>();
  /** The filters a client has, with those of a SUBSCRIBE that is being worked on, and their characters in all. */
  const filters = new WeakMap<object, { readonly all: Set<string>; chars: number }>();

  const isOwn = ({ kind }: BrokerConnection): boolean => kind === 'console' || kind === 'bridge';
  const rulesOf = (client: Client): SubjectRules | null => {
    const known = rules.get(client);
    if (known !== undefined) return known.of;
    const connection = connectionsOf.get(client);
    // The console and the bridge are the bench's own, for the person in front of it: no rule is about them.
    const free = connection !== undefined && isOwn(connection);
    const of = free ? null : access.rules({ username: connection?.connect?.username ?? '', clientId: client.id });
    rules.set(client, { of });
    return of;
  };
  const nameOf = (client: Client): string => connectionOf(client)?.name ?? client.id;

  aedes.preConnect = (client, packet, done) => {
    const connection = connectionOf(client);
    if (connection !== undefined) {
      connection.identify(packet);
      connectionsOf.set(client, connection);
    }
    done(null, true);
  };

  aedes.authenticate = (client, username, password, done) => {
    const connection = connectionOf(client);
    const connect = connection?.connect;
    // MQTT 3.1.1: the broker makes an id only for a clean session [MQTT-3.1.3-8]; 3.1 knows no empty one (section 3.1).
    if (connect?.clientId === '' && (!connect.clean || connect.level === 3)) {
      done(refusal(2, 'an empty client id needs clean session 1 and MQTT 3.1.1'), false);
      return;
    }
    if (connection === undefined || isOwn(connection)) {
      done(null, true);
      return;
    }
    const settle = (verdict: Awaited<ReturnType<Access['login']>>): void => {
      if (verdict === 'in') {
        done(null, true);
        return;
      }
      losses.refusedLogins += 1;
      const { address } = connection;
      if (verdict === 'busy') {
        onRefused(`${address} was turned away: too many clients try passwords at once`);
        done(refusal(3, 'too many clients try passwords at once'), false);
      } else if (verdict === 'bad-login') {
        onRefused(`${address} was turned away: wrong user name or password (user ${shown(username ?? '')})`);
        done(refusal(4, 'wrong user name or password'), false);
      } else {
        onRefused(`${address} was turned away: it sent no user name and password`);
        done(refusal(5, 'it sent no user name and password'), false);
      }
    };
    const verdict = access.login(username, password);
    if (typeof verdict === 'string') settle(verdict);
    else verdict.then(settle, () => settle('busy'));
  };

  aedes.authorizeSubscribe = (client, subscription, done) => {
    const { topic } = subscription;
    if (topic === SESSION_MARK) {
      done(null, null);
      return;
    }
    const mine = filters.get(client) ?? { all: new Set<string>(), chars: 0 };
    filters.set(client, mine);
    const known = mine.all.has(topic);
    const full = !known && (mine.all.size >= maxSubscriptions || mine.chars + topic.length > MAX_FILTER_CHARS);
    if (!full && rulesOf(client)?.maySubscribe(topic) !== false) {
      if (!known) mine.chars += topic.length;
      mine.all.add(topic);
      done(null, subscription);
      return;
    }
    losses.refusedSubscriptions += 1;
    const why = full
      ? `a client may have ${maxSubscriptions} subscriptions of ${MAX_FILTER_CHARS} characters in all`
      : 'a rule forbids it';
    onRefused(`${nameOf(client)} may not subscribe to ${shown(topic)}: ${why}. It was told so (0x80).`);
    // No subscription: the SUBACK says 0x80 (section 3.9.3).
    done(null, null);
  };
  aedes.on('unsubscribe', (topics, client) => {
    const mine = filters.get(client);
    for (const topic of topics) if (mine?.all.delete(topic) === true) mine.chars -= topic.length;
  });

  // Wills tell that a client died. When the broker itself stops they would tell a lie.
  const authorizePublish = aedes.authorizePublish;
  aedes.authorizePublish = (client, packet, done) => {
    if (closing()) done(new Error('the broker is stopping'));
    else authorizePublish(client, packet, done);
  };

  const inside = aedes as unknown as { publish: Publish };
  const publish: Publish = inside.publish.bind(aedes);
  const checkedPublish: Publish = (packet, client, done) => {
    if (client === null || typeof client === 'function' || rulesOf(client)?.mayPublish(packet.topic) !== false) {
      publish(packet, client, done);
      return;
    }
    losses.refusedPublishes += 1;
    onRefused(
      `${nameOf(client)} may not publish to ${shown(packet.topic)}: a rule forbids it. The message was dropped.`,
    );
    done?.();
  };

  const rulesChanged = (): void => {
    rules = new WeakMap();
    anyRules = access.rules({ username: '', clientId: '' }) !== null;
    if (anyRules) inside.publish = checkedPublish;
    else Reflect.deleteProperty(inside, 'publish');
  };
  rulesChanged();

  return {
    rulesChanged,
    mayRead: (client, topic) => !anyRules || rulesOf(client)?.mayRead(topic) !== false,
    isGranted: (client, filter) => filters.get(client)?.all.has(filter) === true,
  };
}

const shown = (topic: string): string => (topic.length > 80 ? `${topic.slice(0, 80)} …` : topic);
