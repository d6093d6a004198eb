import type { Duplex } from 'node:stream';
import type { CaptureLog } from '#bench/capture/captureLog.ts';
import type { Clock } from '#shared/base/clock.ts';
import type { BrokerClient } from '#shared/contract/broker.ts';
import type { BrokerLimits } from './brokerLimits.ts';
import { closeText } from './closeText.ts';
import { createConnectionTap } from './connectionTap.ts';
import { createWriteQueueGuard } from './writeQueueGuard.ts';

export interface ConnectionOrigin {
  readonly role: BrokerClient['role'];
  /** The peer's address and port. */
  readonly address: string;
  /** Words for the open row: `TCP from 127.0.0.1:50001`. */
  readonly openText: string;
}

/** One client's connection to the broker, from accept to close. */
export interface BrokerConnection {
  readonly link: number;
  /** '' before CONNECT, or when the client left the choice to the broker. */
  readonly clientId: string;
  /** The broker accepted the CONNECT. */
  ready: boolean;
  /** What the broker complained about, for the close row. */
  blame(error: Error): void;
  /** A newer connection took the client id. */
  takenOverBy(link: number): void;
  /** Ends it; `reason` finishes "closed by the broker: …". */
  drop(reason: string): void;
  /** Looks after its write queue. `now` in milliseconds. */
  check(now: number): void;
  describe(): BrokerClient;
  /** Writes the close row now, whatever the stream does later. */
  finish(): void;
}

export interface BrokerConnectionOptions {
  readonly stream: Duplex;
  readonly origin: ConnectionOrigin;
  readonly log: CaptureLog;
  readonly clock: Clock;
  readonly limits: BrokerLimits;
  /** The client named itself. */
  readonly onIdentified: (connection: BrokerConnection) => void;
  readonly onClosed: (connection: BrokerConnection) => void;
}

const mebibytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MiB`;

/** Opens a link for the stream and starts to listen in. Nobody may have read or written the stream before. */
export function createBrokerConnection(options: BrokerConnectionOptions): BrokerConnection {
  const { stream, origin, log, clock, limits, onIdentified, onClosed } = options;
  const connectedAt = clock.now();
  const link = log.openLink({ lane: 'mqtt', role: origin.role, address: origin.address });
  let dropped = '';
  let brokerError = '';
  let socketError = '';
  let takenOverBy: number | null = null;
  let finished = false;

  const tap = createConnectionTap({
    log,
    clock,
    link,
    side: 'server',
    onConnect: () => onIdentified(connection),
    maxPacketBytes: limits.maxPacketBytes,
    // Not from within the push that brought the bytes: the stream is in the middle of it.
    onTooLarge: (size) =>
      queueMicrotask(() =>
        connection.drop(
          `it announced a packet of ${mebibytes(size)}, the limit is ${mebibytes(limits.maxPacketBytes)}`,
        ),
      ),
    onMalformed: () => queueMicrotask(() => stream.destroy()),
  });
  const guard = createWriteQueueGuard({
    stream,
    limits,
    onSlow: () => {
      log.note(
        'warning',
        `${label()} reads more slowly than it is sent to; what is sent to it now waits in a queue`,
        link,
      );
    },
    onOverrun: (queued) => {
      log.note(
        'warning',
        `${label()} does not read what is sent to it: ${mebibytes(queued)} were waiting. It was dropped so that the others go on.`,
        link,
      );
      connection.drop(`it did not read, ${mebibytes(queued)} were waiting for it`);
    },
  });
  const label = (): string => log.link(link)?.name ?? `#${link}`;

  const connection: BrokerConnection = {
    link,
    get clientId() {
      return tap.identity?.clientId ?? '';
    },
    ready: false,
    blame(error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== undefined) socketError ||= code;
      else brokerError ||= error.message;
    },
    takenOverBy(newer) {
      takenOverBy = newer;
    },
    drop(reason) {
      dropped ||= reason;
      stream.destroy();
    },
    check: guard.check,
    describe: () => ({
      link,
      clientId: connection.clientId,
      role: origin.role,
      address: origin.address,
      connectedAt,
      packetsIn: tap.packetsIn,
      packetsOut: tap.packetsOut,
    }),
    finish() {
      if (finished) return;
      finished = true;
      const { malformed, disconnectSeen, peerEnded, identity } = tap;
      const connectSeen = identity !== null;
      tap.close(
        closeText({
          dropped,
          malformed,
          brokerError,
          socketError,
          takenOverBy,
          disconnectSeen,
          peerEnded,
          connectSeen,
          level: identity?.level ?? 0,
        }),
      );
      onClosed(connection);
    },
  };

  tap.attach(stream, origin.openText);
  stream.once('error', (error) => connection.blame(error));
  stream.once('close', connection.finish);
  return connection;
}
