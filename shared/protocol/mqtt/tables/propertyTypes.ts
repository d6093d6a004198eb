import type { PacketType } from './packetTypes.ts';

export type PropertyKind = 'byte' | 'uint16' | 'uint32' | 'varint' | 'text' | 'data' | 'pair';
/** Where properties stand: in a packet, or in the will of a CONNECT. */
export type PropertyPlace = PacketType | 'WILL';

/** One property of 5.0 (table 2-4). */
export interface PropertyType {
  readonly id: number;
  readonly name: string;
  readonly kind: PropertyKind;
  readonly places: readonly PropertyPlace[] | 'all';
  /** Where it may occur more than once. */
  readonly repeats?: readonly PropertyPlace[] | 'all';
  /** Never shown. */
  readonly secret?: boolean;
}

const MESSAGE: readonly PropertyPlace[] = ['PUBLISH', 'WILL'];
const OPENING: readonly PropertyPlace[] = ['CONNECT', 'CONNACK'];
const ANSWERS: readonly PropertyPlace[] = [
  'CONNACK',
  'PUBACK',
  'PUBREC',
  'PUBREL',
  'PUBCOMP',
  'SUBACK',
  'UNSUBACK',
  'DISCONNECT',
  'AUTH',
];

const PROPERTY_TYPES: readonly PropertyType[] = [
  { id: 0x01, name: 'Payload format indicator', kind: 'byte', places: MESSAGE },
  { id: 0x02, name: 'Message expiry interval', kind: 'uint32', places: MESSAGE },
  { id: 0x03, name: 'Content type', kind: 'text', places: MESSAGE },
  { id: 0x08, name: 'Response topic', kind: 'text', places: MESSAGE },
  { id: 0x09, name: 'Correlation data', kind: 'data', places: MESSAGE },
  { id: 0x0b, name: 'Subscription identifier', kind: 'varint', places: ['PUBLISH', 'SUBSCRIBE'], repeats: ['PUBLISH'] },
  { id: 0x11, name: 'Session expiry interval', kind: 'uint32', places: [...OPENING, 'DISCONNECT'] },
  { id: 0x12, name: 'Assigned client identifier', kind: 'text', places: ['CONNACK'] },
  { id: 0x13, name: 'Server keep alive', kind: 'uint16', places: ['CONNACK'] },
  { id: 0x15, name: 'Authentication method', kind: 'text', places: [...OPENING, 'AUTH'] },
  { id: 0x16, name: 'Authentication data', kind: 'data', places: [...OPENING, 'AUTH'], secret: true },
  { id: 0x17, name: 'Request problem information', kind: 'byte', places: ['CONNECT'] },
  { id: 0x18, name: 'Will delay interval', kind: 'uint32', places: ['WILL'] },
  { id: 0x19, name: 'Request response information', kind: 'byte', places: ['CONNECT'] },
  { id: 0x1a, name: 'Response information', kind: 'text', places: ['CONNACK'] },
  { id: 0x1c, name: 'Server reference', kind: 'text', places: ['CONNACK', 'DISCONNECT'] },
  { id: 0x1f, name: 'Reason string', kind: 'text', places: ANSWERS },
  { id: 0x21, name: 'Receive maximum', kind: 'uint16', places: OPENING },
  { id: 0x22, name: 'Topic alias maximum', kind: 'uint16', places: OPENING },
  { id: 0x23, name: 'Topic alias', kind: 'uint16', places: ['PUBLISH'] },
  { id: 0x24, name: 'Maximum QoS', kind: 'byte', places: ['CONNACK'] },
  { id: 0x25, name: 'Retain available', kind: 'byte', places: ['CONNACK'] },
  { id: 0x26, name: 'User property', kind: 'pair', places: 'all', repeats: 'all' },
  { id: 0x27, name: 'Maximum packet size', kind: 'uint32', places: OPENING },
  { id: 0x28, name: 'Wildcard subscription available', kind: 'byte', places: ['CONNACK'] },
  { id: 0x29, name: 'Subscription identifiers available', kind: 'byte', places: ['CONNACK'] },
  { id: 0x2a, name: 'Shared subscription available', kind: 'byte', places: ['CONNACK'] },
];

export const propertyType = (id: number): PropertyType | undefined => PROPERTY_TYPES.find((type) => type.id === id);
