import { counted, uint16, writePacket } from './packetWriter.ts';

export interface PublishFields {
  readonly topic: Uint8Array;
  readonly payload: Uint8Array;
  readonly qos: 0 | 1 | 2;
  readonly retain: boolean;
  /** It may have been sent before. Not at QoS 0 [MQTT-3.3.1-2]. */
  readonly dup: boolean;
  /** 1 to 65,535; not written at QoS 0. */
  readonly packetId: number;
}

/** PUBLISH (MQTT 3.1.1, section 3.3). */
export function encodePublish({ topic, payload, qos, retain, dup, packetId }: PublishFields): Uint8Array {
  const flags = (dup && qos > 0 ? 0x08 : 0) | (qos << 1) | (retain ? 0x01 : 0);
  return writePacket(0x30 | flags, counted(topic), ...(qos === 0 ? [] : [uint16(packetId)]), payload);
}

const ACKNOWLEDGEMENTS = { PUBACK: 0x40, PUBREC: 0x50, PUBREL: 0x62, PUBCOMP: 0x70 } as const;

/** PUBACK, PUBREC, PUBREL and PUBCOMP (sections 3.4 to 3.7). */
export const encodePublishAck = (type: keyof typeof ACKNOWLEDGEMENTS, packetId: number): Uint8Array =>
  writePacket(ACKNOWLEDGEMENTS[type], uint16(packetId));
