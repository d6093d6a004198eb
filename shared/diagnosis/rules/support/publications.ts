import { decodeUtf8 } from '../../../base/utf8.ts';
import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture } from '../../types.ts';
import { topicOf } from './dataBytes.ts';
import { type Dial, dials } from './dials.ts';
import { type LanePacket, type LaneSession, laneSessions } from './lanePackets.ts';
import { actions, endOf, SECONDS, wholeNumber } from './select.ts';

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
  const pubs = actions(capture, '+CMQTTPUB');
  if (pubs.length === 0) return [];
  const all = dials(capture);
  const sessions = laneSessions(capture);
  const used = new Set<number>();
  return pubs.map((transaction): Publication => {
    const bytes = topicOf(capture, transaction);
    const topic = bytes === null ? '' : decodeUtf8(bytes);
    const own = sessionsOf(capture, transaction, all, sessions);
    const qos = wholeNumber(transaction.args[1]) ?? 0;
    const until = latestArrival(transaction, qos);
    const arrived = own
      .flatMap(({ packets }) => packets)
      .find(
        ({ row, packet }) =>
          packet.type === 'PUBLISH' &&
          row.dir === 'rx' &&
          !used.has(row.seq) &&
          row.t >= transaction.t - SLACK &&
          row.t <= until &&
          (topic === '' || packet.topic === topic),
      );
    if (arrived !== undefined) used.add(arrived.row.seq);
    return {
      transaction,
      qos,
      topic,
      sessions: own,
      arrived: arrived ?? null,
      acknowledged: arrived === undefined ? null : (acknowledgement(arrived, own) ?? null),
    };
  });
}

/** What the modem says is confirmed has arrived. */
function latestArrival(transaction: Transaction, qos: number): number {
  const end = endOf(transaction);
  if (transaction.outcome === null) return end + LONGEST;
  return end + (qos > 0 ? SLACK : ON_ITS_WAY);
}

/** The connections at the local broker that are this client's: by address and time, and by client id where both are known. */
function sessionsOf(
  capture: Capture,
  { link, args, t }: Transaction,
  all: readonly Dial[],
  sessions: readonly LaneSession[],
): readonly LaneSession[] {
  const dial = all.findLast(
    (each) =>
      each.service === 'mqtt' &&
      each.transaction.link === link &&
      each.transaction.args[0] === args[0] &&
      each.transaction.t <= t,
  );
  if (dial === undefined || dial.state !== 'open') return [];
  const id = capture.transactions.findLast(
    (each) => each.name === '+CMQTTACCQ' && each.link === link && each.args[0] === args[0] && each.t <= t,
  )?.args[1];
  const from = dial.transaction.t - SLACK;
  const to = endOf(dial.transaction) + SLACK;
  const dialled = capture.brokerAddresses.includes(`${dial.host}:${dial.port ?? 1883}`);
  return sessions.filter(
    ({ connect: { row }, clientId }) => row.t >= from && row.t <= to && (id === undefined ? dialled : clientId === id),
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
