import type { Duplex } from 'node:stream';
import type { CaptureLog } from '#bench/capture/captureLog.ts';
import type { Clock } from '#shared/base/clock.ts';
import type { BrokerClient } from '#shared/contract/broker.ts';
import {
  type BrokerClientDetail,
  type BrokerLinkKind,
  MAX_LISTED_SUBSCRIPTIONS,
} from '#shared/contract/brokerClients.ts';
import { noteLine, type PacketNote } from '#shared/protocol/mqtt/rules/rules.ts';
import type { AedesClient } from './aedesClient.ts';
import type { BrokerLimits } from './brokerLimits.ts';
import { closeText } from './closeText.ts';
import { createConnectionTap } from './connectionTap.ts';
import { createSlowPacketNote } from './slowPacketNote.ts';
import { createWriteQueueGuard } from './writeQueueGuard.ts';

export interface ConnectionOrigin {
  readonly kind: BrokerLinkKind;
  /** The peer's address and port. */
  readonly address: string;
  /** Words for the open row: `TCP from 127.0.0.1:50001`. */
  readonly openText: string;
}

/** What a client said in its CONNECT. */
export interface ConnectFacts {
  readonly clientId: string;
  readonly username: string;
  /** Protocol level: 3 is MQTT 3.1, 4 is 3.1.1. */
  readonly level: number;
  readonly clean: boolean;
  /** Seconds; 0 is off. */
  readonly keepAlive: number;
}

/** A CONNECT as aedes hands it over. */
interface ConnectPacket {
  readonly clientId: string;
  readonly username?: string | undefined;
  readonly protocolVersion?: number | undefined;
  readonly clean?: boolean | undefined;
  readonly keepalive?: number | undefined;
}

/** One client's connection to the broker, from accept to close. */
export interface BrokerConnection {
  readonly link: number;
  readonly kind: BrokerLinkKind;
  readonly address: string;
  /** As the views name it. */
  readonly name: string;
  /** '' before CONNECT, or when the client left the choice to the broker. */
  readonly clientId: string;
  /** Null before CONNECT. */
  readonly connect: ConnectFacts | null;
  readonly packetsIn: number;
  readonly packetsOut: number;
  readonly subscriptionCount: number;
  /** Its CONNECT came. */
  identify(packet: ConnectPacket): void;
  /** The broker's side of it. */
  serve(client: AedesClient): void;
  /** The broker accepted the CONNECT. */
  ready: boolean;
  /** What the broker complained about, for the close row. */
  blame(error: Error): void;
  /** A newer connection took the client id. */
  takenOverBy(link: number): void;
  /** Ends it; `reason` finishes "closed by the broker: …". */
  drop(reason: string): void;
  /** Looks after its write queue and for a packet that does not end. `now` in milliseconds. */
  check(now: number): void;
  describe(): BrokerClient;
  detail(): BrokerClientDetail;
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

/** CONNACK with return code 1 [MQTT-3.1.2-2]. */
const WRONG_LEVEL = Uint8Array.of(0x20, 2, 0, 1);

const mebibytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MiB`;

/** Opens a link for the stream and starts to listen in. Nobody may have read or written the stream before. */
export function createBrokerConnection(options: BrokerConnectionOptions): BrokerConnection {
  const { stream, origin, log, clock, limits, onIdentified, onClosed } = options;
  const connectedAt = clock.now();
  const role = origin.kind === 'console' || origin.kind === 'bridge' ? origin.kind : 'device';
  const link = log.openLink({ lane: 'mqtt', role, address: origin.address });
  let dropped = '';
  let brokerError = '';
  let socketError = '';
  let takenOverBy: number | null = null;
  let finished = false;
  let connect: ConnectFacts | null = null;
  let served: AedesClient | null = null;

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
    // Before the broker reads the bytes, which it does in a tick of its own: what breaks a rule is not carried out.
    onBroken: (note) => process.nextTick(endFor, note),
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
  const slowPacket = createSlowPacketNote({
    limitMs: limits.slowPacketMs,
    progress: () => tap,
    onSlow: (size) => {
      const seconds = Math.round(limits.slowPacketMs / 1000);
      log.note(
        'warning',
        `${label()} has been sending one packet of ${size} bytes for ${seconds} s. The broker waits for the rest of it; the others are not affected.`,
        link,
      );
    },
  });
  const endFor = (note: PacketNote): void => {
    const reason = `it broke a rule of MQTT: ${noteLine(note)}`;
    if (note.rule !== 'protocolLevel') connection.drop(reason);
    else if (!stream.destroyed) stream.write(WRONG_LEVEL, () => connection.drop(reason));
  };
  const label = (): string => log.link(link)?.name ?? `#${link}`;

  const connection: BrokerConnection = {
    link,
    kind: origin.kind,
    address: origin.address,
    get name() {
      return label();
    },
    get clientId() {
      return tap.identity?.clientId ?? '';
    },
    get connect() {
      return connect;
    },
    get packetsIn() {
      return tap.packetsIn;
    },
    get packetsOut() {
      return tap.packetsOut;
    },
    get subscriptionCount() {
      return Object.keys(served?.subscriptions ?? {}).length;
    },
    ready: false,
    identify({ clientId, username = '', protocolVersion = 4, clean = true, keepalive = 0 }) {
      connect = { clientId, username, level: protocolVersion, clean, keepAlive: keepalive };
    },
    serve(client) {
      served = client;
    },
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
    check(now) {
      guard.check(now);
      slowPacket.check(now);
    },
    describe: () => ({
      link,
      clientId: connection.clientId,
      role,
      address: origin.address,
      connectedAt,
      packetsIn: tap.packetsIn,
      packetsOut: tap.packetsOut,
    }),
    detail() {
      const subscriptions = Object.entries(served?.subscriptions ?? {});
      return {
        ...{ link, clientId: connection.clientId, kind: origin.kind, address: origin.address },
        ...{ level: connect?.level ?? 0, username: connect?.username ?? '', connectedAt },
        ...{ keepAlive: connect?.keepAlive ?? 0, cleanSession: connect?.clean ?? true },
        subscriptions: subscriptions.slice(0, MAX_LISTED_SUBSCRIPTIONS).map(([filter, { qos }]) => ({ filter, qos })),
        subscriptionCount: subscriptions.length,
        ...{ packetsIn: tap.packetsIn, packetsOut: tap.packetsOut, unread: stream.writableLength },
      };
    },
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
          secure: origin.kind === 'tls' || origin.kind === 'wss',
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
