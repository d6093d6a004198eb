import type { PacketSummary } from '#shared/protocol/mqtt/summary.ts';

/** What each control packet is for, in one sentence (MQTT 3.1.1 and 5.0, chapter 3). */
export const PACKET_MEANING: Readonly<Record<PacketSummary['type'], string>> = {
  CONNECT: 'The client asks for a connection. It must be the first packet.',
  CONNACK: 'The broker accepts or refuses the connection.',
  PUBLISH: 'A message on a topic.',
  PUBACK: 'The receiver took over a QoS 1 message.',
  PUBREC: 'QoS 2, step one: the receiver has the message.',
  PUBREL: 'QoS 2, step two: the sender releases the packet identifier.',
  PUBCOMP: 'QoS 2, step three: the delivery is complete.',
  SUBSCRIBE: 'The client asks for messages on topic filters.',
  SUBACK: 'The broker grants or refuses each topic filter.',
  UNSUBSCRIBE: 'The client no longer wants messages on topic filters.',
  UNSUBACK: 'The broker confirms an UNSUBSCRIBE.',
  PINGREQ: 'The client keeps the connection alive while it has nothing to send.',
  PINGRESP: 'The broker answers a PINGREQ.',
  DISCONNECT: 'The sender ends the connection in order.',
  AUTH: 'A step of extended authentication (MQTT 5.0).',
  INVALID: 'Packet type 0, which MQTT reserves.',
};
