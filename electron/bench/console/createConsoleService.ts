import { randomBytes } from 'node:crypto';
import type { LocalConnection } from '#bench/broker/createBrokerService.ts';
import type { CaptureLog } from '#bench/capture/captureLog.ts';
import type { Clock } from '#shared/base/clock.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { ConsoleState, PublishInput, Subscription } from '#shared/contract/console.ts';
import type { CommandHandlers } from '#shared/contract/contract.ts';
import { checkTopicFilter } from '#shared/model/mqttTopic.ts';
import type { Grant } from './brokerAnswers.ts';
import { type ConnectRemote, connectRemote as dialBroker } from './connectRemote.ts';
import type { ConsoleConnection } from './consoleConnection.ts';
import { createConsoleSession } from './consoleSession.ts';
import { checkTarget, isSecure } from './consoleTarget.ts';
import { createHeardTopics, type HeardTopics } from './heardTopics.ts';
import { prepareMessage } from './outgoingMessage.ts';
import { createRepeats, type Repeats } from './repeats.ts';
import { asAsked, createSubscriptionList, MAX_SUBSCRIPTIONS } from './subscriptionList.ts';

export interface ConsoleServiceOptions {
  readonly clock: Clock;
  readonly log: CaptureLog;
  /** A connection to the bench's own broker; the broker records it. */
  readonly attachLocal: () => LocalConnection;
  /** Dials any other broker; over TCP, TLS or WebSocket by default. */
  readonly connectRemote?: ConnectRemote;
  /** Something in `state()` changed. Called for every message: gather the calls. */
  readonly onChange: () => void;
}

type ConsoleCommand =
  | 'console.connect'
  | 'console.disconnect'
  | 'console.subscribe'
  | 'console.unsubscribe'
  | 'console.publish';

type Handlers = Pick<CommandHandlers, ConsoleCommand>;
type Granted = Result<readonly Grant[], 'failed'>;

export interface ConsoleService {
  readonly handlers: Handlers & HeardTopics['handlers'] & Repeats['handlers'];
  state(): ConsoleState;
  /** Subscriptions of an earlier run: sent at the next connect. Those that MQTT does not allow are left out. */
  restoreSubscriptions(subscriptions: readonly Subscription[]): void;
  close(): Promise<void>;
}

/** The bench's own publish/subscribe client, on its own broker or any other. Messages are kept by the capture log alone. */
export function createConsoleService(options: ConsoleServiceOptions): ConsoleService {
  const { clock, log, attachLocal, connectRemote = dialBroker, onChange } = options;
  const defaultClientId = `modemscope-console-${randomBytes(2).toString('hex')}`;
  const topics = createHeardTopics(clock, onChange);
  const subscriptions = createSubscriptionList();
  let received = 0;
  let published = 0;

  const session = createConsoleSession(
    { clock, log, attachLocal, connectRemote },
    {
      changed() {
        if (session.connection === undefined) repeats.endAll('The connection ended.');
        onChange();
      },
      established(connection) {
        const wanted = subscriptions.all();
        subscriptions.setGranted(filtersOf(wanted), []);
        // A new connection begins without subscriptions, or with those the broker kept: sent again they do no harm.
        if (wanted.length > 0) void send(connection, wanted);
      },
      message(message) {
        received += 1;
        topics.record(message);
        onChange();
      },
    },
  );

  const send = async (connection: ConsoleConnection, wanted: readonly Subscription[]): Promise<Granted> => {
    const result = await connection.subscribe(wanted);
    if (result.ok) subscriptions.setGranted(filtersOf(wanted), result.value);
    onChange();
    return result;
  };

  const connect: Handlers['console.connect'] = async (input) => {
    const target = checkTarget(input, defaultClientId);
    if (!target.ok) return target;
    if (session.target !== undefined && session.target.address.url !== target.value.address.url) {
      // Another broker, another tree of topics.
      topics.clear();
      received = 0;
      published = 0;
    }
    const result = await session.connect(target.value);
    return result.ok ? ok({}) : result;
  };

  const subscribe: Handlers['console.subscribe'] = async (input) => {
    for (const { filter } of input.subscriptions) {
      const checked = checkTopicFilter(filter);
      if (!checked.ok) return checked;
    }
    const { connection } = session;
    if (connection === undefined) return NOT_CONNECTED;
    const wanted = [...new Map(input.subscriptions.map((entry) => [entry.filter, entry])).values()];
    const put = subscriptions.put(wanted);
    if (!put.ok) return put;
    onChange();
    const result = await send(connection, wanted);
    if (!result.ok) {
      put.value();
      onChange();
      return result;
    }
    const codes = new Map(wanted.map(({ filter }, index) => [filter, result.value[index]?.code ?? 0]));
    return ok({ granted: input.subscriptions.map(({ filter }) => codes.get(filter) ?? 0) });
  };

  const unsubscribe: Handlers['console.unsubscribe'] = async ({ filters }) => {
    const { connection, target } = session;
    if (connection !== undefined) {
      const result = await connection.unsubscribe([...new Set(filters)]);
      if (!result.ok) return result;
    } else if (target?.clean === false) {
      return err(
        'not-connected',
        'The broker keeps the subscriptions of this session: connect first, then unsubscribe.',
      );
    }
    subscriptions.remove(filters);
    onChange();
    return ok({});
  };

  const level = (): 4 | 5 => session.target?.level ?? 4;
  const prepare = (input: PublishInput, n: number) =>
    prepareMessage(input, level(), { n, now: clock.wall(), random: Math.random });
  const publishAs = async (input: PublishInput, n: number) => {
    const message = prepare(input, n);
    if (!message.ok) return message;
    const { connection } = session;
    if (connection === undefined) return NOT_CONNECTED;
    const sent = await connection.publish(message.value);
    if (!sent.ok) return sent;
    published += 1;
    onChange();
    return ok({ bytes: message.value.payload.length, ...(sent.value !== '' && { note: sent.value }) });
  };
  const publish: Handlers['console.publish'] = (input) => publishAs(input, published + 1);
  const repeats = createRepeats({
    clock,
    check(message) {
      const prepared = prepare(message, 1);
      return prepared.ok && session.connection === undefined ? NOT_CONNECTED : prepared;
    },
    publish: publishAs,
    onChange,
  });

  return {
    handlers: {
      'console.connect': connect,
      async 'console.disconnect'() {
        await session.disconnect();
        return ok({});
      },
      'console.subscribe': subscribe,
      'console.unsubscribe': unsubscribe,
      'console.publish': publish,
      ...topics.handlers,
      ...repeats.handlers,
    },
    state: () => ({
      state: session.state,
      url: session.target?.address.url ?? '',
      clientId: session.target?.clientId ?? '',
      link: session.link,
      trouble: session.trouble,
      subscriptions: subscriptions
        .all()
        .map((entry) => (session.connection === undefined ? { ...asAsked(entry), granted: null } : entry)),
      topicsVersion: topics.version,
      topicCount: topics.size,
      received,
      published,
      level: level(),
      unverified: session.target?.tls?.insecure === true && isSecure(session.target.address),
      repeats: repeats.state(),
      watches: topics.watches(),
    }),
    restoreSubscriptions(earlier) {
      subscriptions.put(earlier.filter(({ filter }) => checkTopicFilter(filter).ok).slice(0, MAX_SUBSCRIPTIONS));
      onChange();
    },
    close: () => session.disconnect(),
  };
}

const NOT_CONNECTED = err('not-connected', 'The console is not connected: connect it first.');

const filtersOf = (subscriptions: readonly Subscription[]): string[] => subscriptions.map(({ filter }) => filter);
