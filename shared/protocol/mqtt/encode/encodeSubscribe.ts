import { counted, uint16, writePacket } from './packetWriter.ts';

export interface TopicRequest {
  readonly filter: Uint8Array;
  readonly qos: 0 | 1 | 2;
}

/** SUBSCRIBE (MQTT 3.1.1, section 3.8). At least one filter [MQTT-3.8.3-3]. */
export const encodeSubscribe = (packetId: number, topics: readonly TopicRequest[]): Uint8Array =>
  writePacket(0x82, uint16(packetId), ...topics.flatMap(({ filter, qos }) => [counted(filter), Uint8Array.of(qos)]));

/** UNSUBSCRIBE (section 3.10). At least one filter [MQTT-3.10.3-2]. */
export const encodeUnsubscribe = (packetId: number, filters: readonly Uint8Array[]): Uint8Array =>
  writePacket(0xa2, uint16(packetId), ...filters.map(counted));
