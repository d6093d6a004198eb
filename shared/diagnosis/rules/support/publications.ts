import { decodeUtf8 } from '../../../base/utf8.ts';
import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture } from '../../types.ts';
import { dataBytes } from './dataBytes.ts';
import { type Dial, dials } from './dials.ts';
import { type LanePacket, type LaneSession, laneSessions } from './lanePackets.ts';
import { endOf, SECONDS, wholeNumber } from './select.ts';

/** A PUBLISH that a firmware asked the modem for, and the local broker's view of it. */
export interface Publication {
  readonly transaction: Transaction;
  readonly qos: number;
  /** '' when it is not in the capture. */
  readonly topic: string;
  /** The client's connections to the local broker; [] when it went to another broker. */
  readonly sessions: readonly LaneSession[];
  /** The PUBLISH as the local broker got it. */
  readonly arrived: LanePacket | null;
  /** The broker's acknowledgement of it. */
  readonly acknowledged: LanePacket | null;
}

/** Clocks of two wires and buffers of a modem put rows a little apart. */
const SLACK = 2 * SECONDS;
/** Without a confirmation a message may be on its way for so long; without any result, for so long. */
const ON_ITS_WAY = 10 * SECONDS;
const LONGEST = 180 * SECONDS;

/** Every AT+CMQTTPUB, in order. */
export function publications(capture: Capture): readonly Publication[] {
  const sessions = laneSessions(capture);
  const opened = new Map(dials(capture).map((dial) => [dial.transaction, dial]));
  const used = new Set<number>();
  const clients = new Map<string, Client>();
  const found: Publication[] = [];
  for (const transaction of capture.transactions) {
    const { link, name, form, args } = transaction;
    if (name?.startsWith('+CMQTT') !== true || form === 'read' || form === 'test') continue;
    const key = `${link} ${args[0] ?? ''}`;
    const client = clients.get(key) ?? { id: null, topic: '', sessions: [] };
    if (name === '+CMQTTACCQ') clients.set(key, { ...client, id: args[1] ?? null });
    else if (name === '+CMQTTTOPIC')
      clients.set(key, { ...client, topic: decodeUtf8(dataBytes(capture, transaction) ?? new Uint8Array()) });
    else if (name === '+CMQTTCONNECT') {
      const dial = opened.get(transaction);
      if (dial !== undefined) clients.set(key, { ...client, sessions: sessionsOf(capture, dial, client.id, sessions) });
    } else if (name === '+CMQTTPUB') found.push(publication(transaction, client, used));
  }
  return found;
}

/** What is known of a client of the modem at a moment. */
interface Client {
  /** As in AT+CMQTTACCQ; null: not in the capture. */
  readonly id: string | null;
  readonly topic: string;
  readonly sessions: readonly LaneSession[];
}

function publication(transaction: Transaction, { topic, sessions }: Client, used: Set<number>): Publication {
  const qos = wholeNumber(transaction.args[1]) ?? 0;
  const from = transaction.t - SLACK;
  const until = latestArrival(transaction, qos);
  const arrived =
    sessions
      .flatMap(({ packets }) => packets)
      .find(
        ({ row, packet }) =>
          row.t >= from &&
          row.t <= until &&
          packet.type === 'PUBLISH' &&
          row.dir === 'rx' &&
          !used.has(row.seq) &&
          (topic === '' || packet.topic === topic),
      ) ?? null;
  if (arrived !== null) used.add(arrived.row.seq);
  const acknowledged = arrived === null ? null : (acknowledgement(arrived, sessions) ?? null);
  return { transaction, qos, topic, sessions, arrived, acknowledged };
}

/** What the modem says is confirmed has arrived. */
function latestArrival(transaction: Transaction, qos: number): number {
  const end = endOf(transaction);
  if (transaction.outcome === null) return end + LONGEST;
  return end + (qos > 0 ? SLACK : ON_ITS_WAY);
}

/** The connections at the local broker that a dial made: by time, and by client id or, where that is not known, by address. */
function sessionsOf(
  { brokerAddresses }: Capture,
  { transaction, state, host, port }: Dial,
  id: string | null,
  sessions: readonly LaneSession[],
): readonly LaneSession[] {
  if (state !== 'open') return [];
  const from = transaction.t - SLACK;
  const to = endOf(transaction) + SLACK;
  const dialled = brokerAddresses.includes(`${host}:${port ?? 1883}`);
  return sessions.filter(
    ({ connect: { row }, clientId }) => row.t >= from && row.t <= to && (id === null ? dialled : clientId === id),
  );
}

function acknowledgement({ row, packet }: LanePacket, sessions: readonly LaneSession[]): LanePacket | undefined {
  if (packet.type !== 'PUBLISH' || packet.packetId === null) return undefined;
  const id = packet.packetId;
  const wanted = packet.qos === 2 ? 'PUBCOMP' : 'PUBACK';
  return sessions
    .find(({ link }) => link === row.link)
    ?.packets.find(
      (each) =>
        each.row.t >= row.t && each.row.dir === 'tx' && each.packet.type === wanted && each.packet.packetId === id,
    );
}
