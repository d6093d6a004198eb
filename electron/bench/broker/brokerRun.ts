import type { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import { Aedes, type Client } from 'aedes';
import type { CaptureLog } from '#bench/capture/captureLog.ts';
import type { Clock } from '#shared/base/clock.ts';
import { type BrokerClient, type BrokerLosses, MAX_LISTED_CLIENTS, NO_LOSSES } from '#shared/contract/broker.ts';
import { type BrokerClientDetail, MAX_LISTED } from '#shared/contract/brokerClients.ts';
import type { Access } from './access/createAccess.ts';
import type { AedesClient } from './aedesClient.ts';
import { type BrokerConnection, type ConnectionOrigin, createBrokerConnection } from './brokerConnection.ts';
import { installBrokerHooks } from './brokerHooks.ts';
import type { BrokerLimits } from './brokerLimits.ts';
import { deliverOnce } from './deliverOnce.ts';
import { type BrokerStore, createBrokerStore } from './store/createBrokerStore.ts';
import type { OutgoingPacket } from './store/outgoingQueue.ts';
import { type BrokerFigures, publishFigures } from './sysTopics.ts';

/** The broker proper and its connections, from a start to the next stop. Retained messages and sessions live as long. */
export interface BrokerRun {
  readonly store: BrokerStore;
  /** Takes a connection over; its link, or null when there are too many connections (the stream is then destroyed). */
  accept(stream: Duplex, origin: ConnectionOrigin): number | null;
  /** Counts a connection that was one too many. */
  refuse(address: string): void;
  /** Ends one connection; `reason` finishes "closed by the broker: …". */
  drop(stream: Duplex, reason: string): void;
  /** The same by link; false when there is no such connection. */
  kick(link: number, reason: string): boolean;
  readonly clientCount: number;
  /** The first MAX_LISTED_CLIENTS clients. */
  clients(): BrokerClient[];
  /** The first MAX_LISTED clients, with what they do. */
  details(): BrokerClientDetail[];
  isOnline(clientId: string): boolean;
  losses(): BrokerLosses;
  /** Who may do what changed. */
  rulesChanged(): void;
  /** Drops everybody; `reason` finishes "closed by the broker: …". Done after a bounded time. */
  close(reason: string): Promise<void>;
}

export interface BrokerRunOptions {
  readonly log: CaptureLog;
  readonly clock: Clock;
  readonly limits: BrokerLimits;
  readonly access: Pick<Access, 'login' | 'rules'>;
  /** Clients came, went or were accepted. */
  readonly onChange: () => void;
  /** What outlives a restart changed. */
  readonly onStored: (store: BrokerStore) => void;
  /** Something was refused; in words. */
  readonly onRefused: (text: string) => void;
}

export async function createBrokerRun(options: BrokerRunOptions): Promise<BrokerRun> {
  const { log, clock, limits, access, onChange, onStored, onRefused } = options;
  const connections = new Map<Duplex, BrokerConnection>();
  /** The newest connection that named itself so. */
  const byClientId = new Map<string, BrokerConnection>();
  const byLink = new Map<number, BrokerConnection>();
  const subscriptionsChanged = new WeakMap<Client, () => void>();
  const losses = { ...NO_LOSSES };
  const startedAt = clock.now();
  /** Packets of connections that are closed. */
  const past = { received: 0, sent: 0 };
  let clientCount = 0;
  let closing = false;
  let cancelCheck: (() => void) | null = null;
  let onEmpty: () => void = () => {};

  const isOnline = (clientId: string): boolean => byClientId.get(clientId)?.ready === true;
  const store = createBrokerStore({
    limits,
    wall: clock.wall,
    isOnline,
    isGranted: (client, filter) => hooks.isGranted(client, filter),
    onChange: () => onStored(store),
  });
  const aedes = await Aedes.createBroker({ connectTimeout: limits.connectTimeoutMs, persistence: store.persistence });
  const connectionOf = (client: Client): BrokerConnection | undefined => connections.get(client.conn as Duplex);
  const hooks = installBrokerHooks({
    ...{ aedes, access, connectionOf, losses, onRefused, maxSubscriptions: limits.maxSubscriptions },
    closing: () => closing,
  });

  const complain = (client: Client, error: Error): void => connectionOf(client)?.blame(error);
  aedes.on('clientError', complain);
  aedes.on('connectionError', complain);
  aedes.on('clientReady', (client) => {
    const connection = connectionOf(client);
    if (connection === undefined) return;
    connection.ready = true;
    clientCount += 1;
    onChange();
  });
  aedes.on('subscribe', (_subscriptions, client) => subscriptionsChanged.get(client)?.());
  aedes.on('unsubscribe', (_topics, client) => subscriptionsChanged.get(client)?.());
  // An 'error' nobody listens to would end the process.
  const events: EventEmitter = aedes;
  events.on('error', (error: Error) => log.note('error', `The broker met a fault: ${error.message}`));

  const checkAll = (): void => {
    cancelCheck = null;
    const now = clock.now() / 1000;
    for (const connection of connections.values()) connection.check(now);
    scheduleCheck();
  };
  const scheduleCheck = (): void => {
    if (cancelCheck === null && connections.size > 0 && !closing) {
      cancelCheck = clock.after(limits.patienceMs / 2, checkAll);
    }
  };
  const queueOf = (client: Client) => store.sessions.get(client.id)?.queue;
  const serve = (stream: Duplex, connection: BrokerConnection): void => {
    const client = aedes.handle(stream) as AedesClient;
    connection.serve(client);
    const changed = deliverOnce({
      client,
      ownTopics: `$SYS/${aedes.id}/`,
      mayRead: hooks.mayRead,
      sent: (to, packet) => queueOf(to)?.update(packet as unknown as OutgoingPacket),
      withheld: (to, packet) => queueOf(to)?.remove(packet as unknown as OutgoingPacket),
    });
    subscriptionsChanged.set(client, changed);
  };
  const allLosses = (): BrokerLosses => ({
    ...losses,
    droppedQueued: store.sessions.droppedMessages,
    droppedSessions: store.sessions.droppedSessions,
    droppedRetained: store.retained.dropped,
  });
  const figures = (): BrokerFigures => {
    const sum = { ...past };
    let subscriptions = 0;
    for (const connection of connections.values()) {
      sum.received += connection.packetsIn;
      sum.sent += connection.packetsOut;
      subscriptions += connection.subscriptionCount;
    }
    const away = store.sessions.all().filter(({ clientId }) => !isOnline(clientId));
    for (const session of away) subscriptions += session.subscriptions.size;
    return {
      ...{ ...sum, subscriptions, connected: clientCount, away: away.length },
      uptime: Math.floor((clock.now() - startedAt) / 1_000_000),
      ...{ retained: store.retained.count, dropped: store.sessions.droppedMessages },
    };
  };
  const stopFigures = publishFigures(clock, figures, (topic, text) => {
    const payload = Buffer.from(text);
    aedes.publish({ cmd: 'publish', topic, payload, qos: 0, retain: true, dup: false }, () => {});
  });

  const refuse = (address: string): void => {
    losses.refusedConnections += 1;
    onRefused(`${address} was turned away: the broker takes ${limits.maxConnections} connections`);
  };

  return {
    store,
    refuse,
    accept(stream, origin) {
      if (closing || connections.size >= limits.maxConnections) {
        refuse(origin.address);
        stream.destroy();
        return null;
      }
      const connection = createBrokerConnection({
        stream,
        origin,
        log,
        clock,
        limits,
        onIdentified(identified) {
          const older = identified.clientId === '' ? undefined : byClientId.get(identified.clientId);
          older?.takenOverBy(identified.link);
          if (identified.clientId !== '') byClientId.set(identified.clientId, identified);
        },
        onClosed(closed) {
          connections.delete(stream);
          byLink.delete(closed.link);
          past.received += closed.packetsIn;
          past.sent += closed.packetsOut;
          if (byClientId.get(closed.clientId) === closed) byClientId.delete(closed.clientId);
          if (closed.ready) clientCount -= 1;
          if (connections.size === 0) onEmpty();
          onChange();
        },
      });
      connections.set(stream, connection);
      byLink.set(connection.link, connection);
      serve(stream, connection);
      scheduleCheck();
      return connection.link;
    },
    drop: (stream, reason) => connections.get(stream)?.drop(reason),
    kick(link, reason) {
      const connection = byLink.get(link);
      connection?.drop(reason);
      return connection !== undefined;
    },
    get clientCount() {
      return clientCount;
    },
    clients: () => firstReady(connections.values(), MAX_LISTED_CLIENTS).map((connection) => connection.describe()),
    details: () => firstReady(connections.values(), MAX_LISTED).map((connection) => connection.detail()),
    isOnline,
    losses: allLosses,
    rulesChanged: hooks.rulesChanged,
    async close(reason) {
      closing = true;
      cancelCheck?.();
      stopFigures();
      for (const connection of connections.values()) connection.drop(reason);
      if (connections.size > 0) {
        await new Promise<void>((resolve) => {
          const cancel = clock.after(limits.stopTimeoutMs, resolve);
          onEmpty = () => {
            cancel();
            resolve();
          };
        });
      }
      for (const connection of [...connections.values()]) connection.finish();
      await new Promise<void>((resolve) => {
        const cancel = clock.after(limits.stopTimeoutMs, resolve);
        aedes.close(() => {
          cancel();
          resolve();
        });
      });
    },
  };
}

function firstReady(connections: Iterable<BrokerConnection>, most: number): BrokerConnection[] {
  const listed: BrokerConnection[] = [];
  for (const connection of connections) {
    if (listed.length === most) break;
    if (connection.ready) listed.push(connection);
  }
  return listed;
}
