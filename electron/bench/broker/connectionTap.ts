import type { Duplex } from 'node:stream';
import type { CaptureLog } from '#bench/capture/captureLog.ts';
import type { Clock } from '#shared/base/clock.ts';
import type { MqttKind, MqttLevel } from '#shared/model/row.ts';
import { type ConnectIdentity, readConnectIdentity } from '#shared/protocol/mqtt/connectIdentity.ts';
import { createMqttFramer, type FrameSink, type MqttFramer } from '#shared/protocol/mqtt/framer.ts';
import { parsePacketPart } from '#shared/protocol/mqtt/packetPart.ts';
import type { PacketNote } from '#shared/protocol/mqtt/rules/rules.ts';
import { brokenRule } from './brokenRule.ts';
import { type DuplexTap, tapDuplex } from './tapDuplex.ts';

const CONNECT = 1;
const DISCONNECT = 14;
/** Characters of a client id in the link's name; the id may be 65,535 bytes long. */
const MAX_NAME = 64;
/** False for the later rows of a packet too long for one. */
const beginsPacket = (text: string): boolean => text === '' || parsePacketPart(text)?.part === 1;
const NO_BYTES = new Uint8Array(0);

export interface ConnectionTapOptions {
  readonly log: CaptureLog;
  readonly clock: Clock;
  /** The link the rows belong to, from `log.openLink`. */
  readonly link: number;
  /** Which end the tapped stream is. On a client's socket incoming bytes come from the server. */
  readonly side: 'server' | 'client';
  /** Called once, with what the client calls itself, before the row of its CONNECT is written. */
  readonly onConnect?: (identity: ConnectIdentity) => void;
  /** Called once when the other end announces a packet larger than `maxPacketBytes`, while its first bytes are being read. */
  readonly onTooLarge?: (size: number) => void;
  readonly maxPacketBytes?: number;
  /** Called once when what comes in is no longer MQTT, while those bytes are being read. */
  readonly onMalformed?: () => void;
  /** Called once when a packet of the client breaks a rule a server has to end the connection for, while it is being read. */
  readonly onBroken?: (note: PacketNote) => void;
}

/** Turns one MQTT connection into rows of the log: open, packets of both directions, close. */
export interface ConnectionTap {
  /** Writes the `open` row and starts to listen in. Call it before anything reads or writes the stream. */
  attach(stream: Duplex, openText: string): void;
  /** Writes what is left over and the `close` row, and closes the link. A second call does nothing. */
  close(text: string): void;
  /** Packets so far, client to server. */
  readonly packetsIn: number;
  /** Server to client. */
  readonly packetsOut: number;
  readonly identity: ConnectIdentity | null;
  /** Declared size of the packet that is now coming in, 0 between packets. */
  readonly pendingSize: number;
  /** The client said DISCONNECT. */
  readonly disconnectSeen: boolean;
  /** The other end of the stream ended its half. */
  readonly peerEnded: boolean;
  /** A direction that stopped being MQTT: which, '' when none. */
  readonly malformed: '' | 'rx' | 'tx';
}

export function createConnectionTap(options: ConnectionTapOptions): ConnectionTap {
  const { log, clock, link, side, onConnect, onTooLarge, onMalformed, onBroken } = options;
  const { maxPacketBytes = Number.POSITIVE_INFINITY } = options;
  let level: MqttLevel = 0;
  let identity: ConnectIdentity | null = null;
  let packetsIn = 0;
  let packetsOut = 0;
  let disconnectSeen = false;
  let peerEnded = false;
  let troubleTold = false;
  let brokenTold = false;
  let closed = false;

  const identify = (connect: ConnectIdentity): void => {
    identity = connect;
    level = connect.level;
    log.updateLink(link, {
      clientId: connect.clientId,
      level,
      ...(connect.clientId !== '' && { name: connect.clientId.slice(0, MAX_NAME) }),
    });
    onConnect?.(connect);
  };

  // `rx` is client to server and `tx` server to client, whichever end we sit on.
  const onClientFrame: FrameSink = (kind, t, tLast, bytes, text) => {
    if (kind === 'packet' && beginsPacket(text)) {
      packetsIn += 1;
      const type = (bytes[0] ?? 0) >> 4;
      if (type === CONNECT && identity === null) {
        const connect = readConnectIdentity(bytes);
        if (connect !== null) identify(connect);
      } else if (type === DISCONNECT) {
        disconnectSeen = true;
      }
      const broken = onBroken === undefined || brokenTold ? null : brokenRule(bytes, level);
      if (broken !== null) {
        brokenTold = true;
        onBroken?.(broken);
      }
    }
    log.append({ lane: 'mqtt', dir: 'rx', kind, level, t, tLast, link, bytes, text });
  };
  const onServerFrame: FrameSink = (kind, t, tLast, bytes, text) => {
    if (kind === 'packet' && beginsPacket(text)) packetsOut += 1;
    log.append({ lane: 'mqtt', dir: 'tx', kind, level, t, tLast, link, bytes, text });
  };

  const fromClient: MqttFramer = createMqttFramer({ from: 'client', onFrame: onClientFrame });
  const fromServer: MqttFramer = createMqttFramer({ from: 'server', onFrame: onServerFrame });
  const incoming = side === 'server' ? fromClient : fromServer;
  const outgoing = side === 'server' ? fromServer : fromClient;

  const checkIncoming = (): void => {
    const { malformed, pendingSize } = incoming;
    if (!malformed && pendingSize <= maxPacketBytes) return;
    troubleTold = true;
    if (malformed) onMalformed?.();
    else onTooLarge?.(pendingSize);
  };

  const event = (kind: MqttKind, text: string): void => {
    const t = clock.now();
    log.append({ lane: 'mqtt', dir: 'none', kind, level, t, tLast: t, link, bytes: NO_BYTES, text });
  };

  return {
    attach(stream, openText) {
      event('open', openText);
      const tap: DuplexTap = {
        onRx: (bytes) => {
          incoming.feed(clock.now(), bytes);
          if (!troubleTold) checkIncoming();
        },
        onTx: (bytes) => outgoing.feed(clock.now(), bytes),
        onRxEnd: () => {
          peerEnded = true;
        },
      };
      tapDuplex(stream, tap, { gather: side === 'server' });
    },
    close(text) {
      if (closed) return;
      closed = true;
      fromClient.flush();
      fromServer.flush();
      event('close', text);
      log.closeLink(link);
    },
    get packetsIn() {
      return packetsIn;
    },
    get packetsOut() {
      return packetsOut;
    },
    get identity() {
      return identity;
    },
    get pendingSize() {
      return incoming.pendingSize;
    },
    get disconnectSeen() {
      return disconnectSeen;
    },
    get peerEnded() {
      return peerEnded;
    },
    get malformed() {
      return fromClient.malformed ? 'rx' : fromServer.malformed ? 'tx' : '';
    },
  };
}
