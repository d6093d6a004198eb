import type { Clock } from '../../base/clock.ts';
import { latin1Bytes } from '../../base/latin1.ts';
import { encodePublish, encodePublishAck } from '../../protocol/mqtt/encode/encodePublish.ts';
import { writePacket } from '../../protocol/mqtt/encode/packetWriter.ts';
import { createMqttFramer, type FrameSink } from '../../protocol/mqtt/framer.ts';
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

/** Sees what happens on the connections, numbered from 0. */
export interface BrokerWatch {
  onOpen(connection: number): void;
  /** One packet, or what is none. `rx`: of the client. */
  onFrame(connection: number, dir: 'rx' | 'tx', ...frame: Parameters<FrameSink>): void;
  /** The broker closed it. */
  onClose(connection: number, why: string): void;
}

/** The broker's side of a connection. */
interface Connection {
  readonly peer: FakePeer;
  send(bytes: Uint8Array): void;
  end(why: string): void;
}

/** A broker on a network in memory: it answers, keeps one connection a client id, and writes down what came. */
export function createFakeBroker(
  clock: Clock,
  network: FakeNetwork,
  host: string,
  port: number,
  watch?: BrokerWatch,
): FakeBroker {
  const manners: BrokerManners = { connack: 0, suback: 1, puback: true, pingresp: true, keepAlive: true };
  const packets: SeenPacket[] = [];
  const connections: Connection[] = [];
  const owners = new Map<string, Connection>();

  const answer = (to: Connection, packet: PacketSummary): void => {
    switch (packet.type) {
      case 'CONNECT':
        greet(to, packet);
        break;
      case 'PUBLISH':
        if (manners.puback === 'hang-up') to.end('the PUBLISH is not allowed');
        else if (manners.puback && packet.packetId !== null)
          to.send(encodePublishAck(packet.qos === 2 ? 'PUBREC' : 'PUBACK', packet.packetId));
        break;
      case 'PUBREL':
        to.send(encodePublishAck('PUBCOMP', packet.packetId));
        break;
      case 'PUBREC':
        to.send(encodePublishAck('PUBREL', packet.packetId));
        break;
      case 'SUBSCRIBE':
        if (manners.suback === 'hang-up') to.end('the SUBSCRIBE is not allowed');
        else if (manners.suback !== null) to.send(suback(packet, manners.suback));
        break;
      case 'UNSUBSCRIBE':
        to.send(Uint8Array.of(0xb0, 2, packet.packetId >> 8, packet.packetId & 0xff));
        break;
      case 'PINGREQ':
        if (manners.pingresp) to.send(Uint8Array.of(0xd0, 0));
        break;
      case 'DISCONNECT':
        to.end('DISCONNECT');
        break;
      default:
        break;
    }
  };
  const greet = (to: Connection, { clientId }: SummaryOf<'CONNECT'>): void => {
    if (manners.connack === null) return;
    to.send(Uint8Array.of(0x20, 2, 0, manners.connack));
    if (manners.connack !== 0) {
      to.end('refused');
      return;
    }
    owners.get(clientId)?.end('taken over by a client with the same id');
    owners.set(clientId, to);
  };

  network.serve(host, port, (peer) => {
    const index = connections.length;
    let cancel = (): void => undefined;
    let keepAlive = 0;
    const toClient = createMqttFramer({
      from: 'server',
      onFrame: (...frame) => watch?.onFrame(index, 'tx', ...frame),
    });
    const connection: Connection = {
      peer,
      send(bytes) {
        toClient.feed(clock.now(), bytes);
        peer.send(bytes);
      },
      end(why) {
        if (peer.ended !== null) return;
        cancel();
        watch?.onClose(index, why);
        peer.end();
      },
    };
    const fromClient = createMqttFramer({
      from: 'client',
      onFrame(...frame) {
        const [, , , bytes] = frame;
        const packet = summarizePacket(bytes, 4);
        packets.push({ t: clock.now(), connection: index, packet, bytes: bytes.slice() });
        watch?.onFrame(index, 'rx', ...frame);
        if (packet.type === 'CONNECT') keepAlive = packet.keepAlive;
        cancel();
        if (manners.keepAlive && keepAlive > 0)
          cancel = clock.after(keepAlive * 1500, () => connection.end('keep alive'));
        answer(connection, packet);
      },
    });
    connections.push(connection);
    watch?.onOpen(index);
    peer.onData((bytes) => fromClient.feed(clock.now(), bytes));
  });
  const send = (bytes: Uint8Array): void => {
    for (const each of connections) if (each.peer.ended === null) each.send(bytes);
  };

  return {
    manners,
    packets,
    types: () => packets.map(({ packet }) => packet.type),
    get peers() {
      return connections.map(({ peer }) => peer);
    },
    publish(topic, payload, qos = 0, dup = false) {
      const bytes = typeof payload === 'string' ? latin1Bytes(payload) : payload;
      send(encodePublish({ topic: latin1Bytes(topic), payload: bytes, qos, retain: false, dup, packetId: 77 }));
    },
    send,
  };
}

const suback = ({ packetId, subscriptions }: SummaryOf<'SUBSCRIBE'>, code: number): Uint8Array =>
  writePacket(0x90, Uint8Array.of(packetId >> 8, packetId & 0xff, ...subscriptions.map(() => code)));
