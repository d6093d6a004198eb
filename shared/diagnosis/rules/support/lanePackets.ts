import type { MqttRow } from '../../../model/row.ts';
import { isLaterPart } from '../../../protocol/mqtt/packetPart.ts';
import { type PacketSummary, summarizePacket } from '../../../protocol/mqtt/summary.ts';
import type { Capture } from '../../types.ts';

/** A packet between a device and the local broker. */
export interface LanePacket {
  readonly row: MqttRow;
  readonly packet: PacketSummary;
}

/** Rows of connections that are not the bench's own. */
export const deviceRows = (capture: Capture): readonly MqttRow[] =>
  capture.mqtt.filter(({ link }) => (capture.links.get(link)?.role ?? 'device') === 'device');

/** Packets of devices in order; of one that was cut over several rows the first. */
export const lanePackets = (capture: Capture): readonly LanePacket[] =>
  deviceRows(capture)
    .filter(({ kind, text }) => kind === 'packet' && !isLaterPart(text))
    .map((row) => ({ row, packet: summarizePacket(row.bytes, row.level) }));

/** The broker's answers to CONNECT alone, without reading the rest. */
export const laneConnacks = (capture: Capture): readonly LanePacket[] =>
  deviceRows(capture)
    .filter(({ kind, dir, bytes }) => kind === 'packet' && dir === 'tx' && (bytes[0] ?? 0) >> 4 === 2)
    .map((row) => ({ row, packet: summarizePacket(row.bytes, row.level) }));

/** One connection of a device to the local broker. */
export interface LaneSession {
  readonly link: number;
  readonly clientId: string;
  /** Seconds; 0 = off. */
  readonly keepAlive: number;
  readonly connect: LanePacket;
  readonly packets: readonly LanePacket[];
  /** null: still open. */
  readonly closed: MqttRow | null;
}

/** Connections on which a CONNECT was seen, in its order. */
export function laneSessions(capture: Capture): readonly LaneSession[] {
  const packets = new Map<number, LanePacket[]>();
  for (const each of lanePackets(capture)) {
    const list = packets.get(each.row.link);
    if (list === undefined) packets.set(each.row.link, [each]);
    else list.push(each);
  }
  const closed = new Map(
    deviceRows(capture)
      .filter(({ kind }) => kind === 'close')
      .map((row) => [row.link, row]),
  );
  return [...packets].flatMap(([link, list]): readonly LaneSession[] => {
    for (const connect of list) {
      const { packet } = connect;
      if (packet.type !== 'CONNECT') continue;
      const { clientId, keepAlive } = packet;
      return [{ link, clientId, keepAlive, connect, packets: list, closed: closed.get(link) ?? null }];
    }
    return [];
  });
}
