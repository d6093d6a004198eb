import type { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import { Aedes, type Client } from 'aedes';
import type { CaptureLog } from '#bench/capture/captureLog.ts';
import type { Clock } from '#shared/base/clock.ts';
import { type BrokerClient, MAX_LISTED_CLIENTS } from '#shared/contract/broker.ts';
import { type BrokerConnection, type ConnectionOrigin, createBrokerConnection } from './brokerConnection.ts';
import type { BrokerLimits } from './brokerLimits.ts';

/** The broker proper and its connections, from a start to the next stop. Retained messages and sessions live as long. */
export interface BrokerRun {
  /** Takes a connection over; its link, or null when there are too many connections (the stream is then destroyed). */
  accept(stream: Duplex, origin: ConnectionOrigin): number | null;
  /** Ends one connection; `reason` finishes "closed by the broker: …". */
  drop(stream: Duplex, reason: string): void;
  readonly clientCount: number;
  /** The first MAX_LISTED_CLIENTS clients. */
  clients(): BrokerClient[];
  /** Drops everybody; `reason` finishes "closed by the broker: …". Done after a bounded time. */
  close(reason: string): Promise<void>;
}

export interface BrokerRunOptions {
  readonly log: CaptureLog;
  readonly clock: Clock;
  readonly limits: BrokerLimits;
  /** Clients came, went or were accepted. */
  readonly onChange: () => void;
  readonly onRefused: (origin: ConnectionOrigin) => void;
}

export async function createBrokerRun({
  log,
  clock,
  limits,
  onChange,
  onRefused,
}: BrokerRunOptions): Promise<BrokerRun> {
  const aedes = await Aedes.createBroker({ connectTimeout: limits.connectTimeoutMs });
  const connections = new Map<Duplex, BrokerConnection>();
  /** The newest connection that named itself so. */
  const byClientId = new Map<string, BrokerConnection>();
  let clientCount = 0;
  let closing = false;
  let cancelCheck: (() => void) | null = null;
  let onEmpty: () => void = () => {};

  const connectionOf = (client: Client): BrokerConnection | undefined => connections.get(client.conn as Duplex);
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
  // An 'error' nobody listens to would end the process.
  const events: EventEmitter = aedes;
  events.on('error', (error: Error) => log.note('error', `The broker met a fault: ${error.message}`));

  // Wills tell that a client died. When the broker itself stops they would tell a lie.
  const authorizePublish = aedes.authorizePublish;
  aedes.authorizePublish = (client, packet, done) => {
    if (closing) done(new Error('the broker is stopping'));
    else authorizePublish(client, packet, done);
  };

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

  return {
    accept(stream, origin) {
      if (closing || connections.size >= limits.maxConnections) {
        onRefused(origin);
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
          if (byClientId.get(closed.clientId) === closed) byClientId.delete(closed.clientId);
          if (closed.ready) clientCount -= 1;
          if (connections.size === 0) onEmpty();
          onChange();
        },
      });
      connections.set(stream, connection);
      aedes.handle(stream);
      scheduleCheck();
      return connection.link;
    },
    drop: (stream, reason) => connections.get(stream)?.drop(reason),
    get clientCount() {
      return clientCount;
    },
    clients() {
      const listed: BrokerClient[] = [];
      for (const connection of connections.values()) {
        if (listed.length === MAX_LISTED_CLIENTS) break;
        if (connection.ready) listed.push(connection.describe());
      }
      return listed;
    },
    async close(reason) {
      closing = true;
      cancelCheck?.();
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
