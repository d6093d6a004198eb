import type { Clock } from '../../base/clock.ts';
import { latin1Bytes } from '../../base/latin1.ts';
import { encodePublish, encodePublishAck } from '../../protocol/mqtt/encode/encodePublish.ts';
import { writePacket } from '../../protocol/mqtt/encode/packetWriter.ts';
import { createMqttFramer } from '../../protocol/mqtt/framer.ts';
import { type PacketSummary, type SummaryOf, summarizePacket } from '../../protocol/mqtt/summary.ts';
import type { FakeNetwork, FakePeer } from '../fakeNetwork.testkit.ts';

/** A packet as the broker got it. */
export interface SeenPacket {
  /** Microseconds. */
  readonly t: number;
  /** 0 for the first connection. */
  readonly connection: number;
  readonly packet: PacketSummary;
  readonly bytes: Uint8Array;
}

/** What the broker does; may be changed at any time. */
export interface BrokerManners {
  /** Return code; null: no CONNACK at all. */
  connack: number | null;
  /** Return code for every filter; null: none, 'hang-up': it closes the connection. */
  suback: 0 | 1 | 2 | 0x80 | null | 'hang-up';
  /** Acknowledges PUBLISH; 'hang-up': it closes the connection. */
  puback: boolean | 'hang-up';
  pingresp: boolean;
  /** Closes after one and a half keep-alives of silence. */
  keepAlive: boolean;
}

export interface FakeBroker {
  readonly manners: BrokerManners;
  readonly packets: readonly SeenPacket[];
  /** Types in order: `CONNECT`, `PUBLISH`. */
  types(): readonly string[];
  /** Connections, open or not. */
  readonly peers: readonly FakePeer[];
  /** To every open connection. */
  publish(topic: string, payload: string | Uint8Array, qos?: 0 | 1 | 2, dup?: boolean): void;
  /** Raw bytes to every open connection. */
  send(bytes: Uint8Array): void;
}

/** A broker on a network in memory: it answers, keeps one connection a client id, and writes down what came. */
export function createFakeBroker(clock: Clock, network: FakeNetwork, host: string, port: number): FakeBroker {
  const manners: BrokerManners = { connack: 0, suback: 1, puback: true, pingresp: true, keepAlive: true };
  const packets: SeenPacket[] = [];
  const peers: FakePeer[] = [];
  const owners = new Map<string, FakePeer>();

  const answer = (peer: FakePeer, packet: PacketSummary): void => {
    switch (packet.type) {
      case 'CONNECT':
        greet(peer, packet);
        break;
      case 'PUBLISH':
        if (manners.puback === 'hang-up') peer.end();
        else if (manners.puback && packet.packetId !== null)
          peer.send(encodePublishAck(packet.qos === 2 ? 'PUBREC' : 'PUBACK', packet.packetId));
        break;
      case 'PUBREL':
        peer.send(encodePublishAck('PUBCOMP', packet.packetId));
        break;
      case 'PUBREC':
        peer.send(encodePublishAck('PUBREL', packet.packetId));
        break;
      case 'SUBSCRIBE':
        if (manners.suback === 'hang-up') peer.end();
        else if (manners.suback !== null) peer.send(suback(packet, manners.suback));
        break;
      case 'UNSUBSCRIBE':
        peer.send(Uint8Array.of(0xb0, 2, packet.packetId >> 8, packet.packetId & 0xff));
        break;
      case 'PINGREQ':
        if (manners.pingresp) peer.send(Uint8Array.of(0xd0, 0));
        break;
      case 'DISCONNECT':
        peer.end();
        break;
      default:
        break;
    }
  };
  const greet = (peer: FakePeer, { clientId }: SummaryOf<'CONNECT'>): void => {
    if (manners.connack === null) return;
    peer.send(Uint8Array.of(0x20, 2, 0, manners.connack));
    if (manners.connack !== 0) {
      peer.end();
      return;
    }
    owners.get(clientId)?.end();
    owners.set(clientId, peer);
  };

  network.serve(host, port, (peer) => {
    const connection = peers.push(peer) - 1;
    let cancel = (): void => undefined;
    let keepAlive = 0;
    const framer = createMqttFramer({
      from: 'client',
      onFrame(_kind, _t, _last, bytes) {
        const packet = summarizePacket(bytes, 4);
        packets.push({ t: clock.now(), connection, packet, bytes: bytes.slice() });
        if (packet.type === 'CONNECT') keepAlive = packet.keepAlive;
        cancel();
        if (manners.keepAlive && keepAlive > 0) cancel = clock.after(keepAlive * 1500, () => peer.end());
        answer(peer, packet);
      },
    });
    peer.onData((bytes) => framer.feed(clock.now(), bytes));
  });
  const send = (bytes: Uint8Array): void => {
    for (const peer of peers) if (peer.ended === null) peer.send(bytes);
  };

  return {
    manners,
    packets,
    types: () => packets.map(({ packet }) => packet.type),
    peers,
    publish(topic, payload, qos = 0, dup = false) {
      const bytes = typeof payload === 'string' ? latin1Bytes(payload) : payload;
      send(encodePublish({ topic: latin1Bytes(topic), payload: bytes, qos, retain: false, dup, packetId: 77 }));
    },
    send,
  };
}

const suback = ({ packetId, subscriptions }: SummaryOf<'SUBSCRIBE'>, code: number): Uint8Array =>
  writePacket(0x90, Uint8Array.of(packetId >> 8, packetId & 0xff, ...subscriptions.map(() => code)));
