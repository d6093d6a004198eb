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
  /** How a number is meant; without: as it is. */
  readonly unit?: 'seconds' | 'bytes' | 'flag';
  /** The numbers allowed, and where 5.0 says so. */
  readonly range?: PropertyRange;
}

export interface PropertyRange {
  readonly min: number;
  readonly max: number;
  readonly clause: string;
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

const flag = (clause: string) => ({ unit: 'flag', range: { min: 0, max: 1, clause } }) as const;
const nonZero = (max: number, clause: string) => ({ range: { min: 1, max, clause } });
const UINT16 = 0xffff;
const UINT32 = 0xffffffff;

const PROPERTY_TYPES: readonly PropertyType[] = [
  { id: 0x01, name: 'Payload format indicator', kind: 'byte', places: MESSAGE, ...flag('3.3.2.3.2') },
  { id: 0x02, name: 'Message expiry interval', kind: 'uint32', places: MESSAGE, unit: 'seconds' },
  { id: 0x03, name: 'Content type', kind: 'text', places: MESSAGE },
  { id: 0x08, name: 'Response topic', kind: 'text', places: MESSAGE },
  { id: 0x09, name: 'Correlation data', kind: 'data', places: MESSAGE },
  {
    id: 0x0b,
    name: 'Subscription identifier',
    kind: 'varint',
    places: ['PUBLISH', 'SUBSCRIBE'],
    repeats: ['PUBLISH'],
    ...nonZero(268_435_455, '3.8.2.1.2'),
  },
  { id: 0x11, name: 'Session expiry interval', kind: 'uint32', places: [...OPENING, 'DISCONNECT'], unit: 'seconds' },
  { id: 0x12, name: 'Assigned client identifier', kind: 'text', places: ['CONNACK'] },
  { id: 0x13, name: 'Server keep alive', kind: 'uint16', places: ['CONNACK'], unit: 'seconds' },
  { id: 0x15, name: 'Authentication method', kind: 'text', places: [...OPENING, 'AUTH'] },
  { id: 0x16, name: 'Authentication data', kind: 'data', places: [...OPENING, 'AUTH'], secret: true },
  { id: 0x17, name: 'Request problem information', kind: 'byte', places: ['CONNECT'], ...flag('3.1.2.11.7') },
  { id: 0x18, name: 'Will delay interval', kind: 'uint32', places: ['WILL'], unit: 'seconds' },
  { id: 0x19, name: 'Request response information', kind: 'byte', places: ['CONNECT'], ...flag('3.1.2.11.6') },
  { id: 0x1a, name: 'Response information', kind: 'text', places: ['CONNACK'] },
  { id: 0x1c, name: 'Server reference', kind: 'text', places: ['CONNACK', 'DISCONNECT'] },
  { id: 0x1f, name: 'Reason string', kind: 'text', places: ANSWERS },
  { id: 0x21, name: 'Receive maximum', kind: 'uint16', places: OPENING, ...nonZero(UINT16, '3.1.2.11.3') },
  { id: 0x22, name: 'Topic alias maximum', kind: 'uint16', places: OPENING },
  { id: 0x23, name: 'Topic alias', kind: 'uint16', places: ['PUBLISH'], ...nonZero(UINT16, 'MQTT-3.3.2-8') },
  { id: 0x24, name: 'Maximum QoS', kind: 'byte', places: ['CONNACK'], range: { min: 0, max: 1, clause: '3.2.2.3.4' } },
  { id: 0x25, name: 'Retain available', kind: 'byte', places: ['CONNACK'], ...flag('3.2.2.3.5') },
  { id: 0x26, name: 'User property', kind: 'pair', places: 'all', repeats: 'all' },
  {
    id: 0x27,
    name: 'Maximum packet size',
    kind: 'uint32',
    places: OPENING,
    unit: 'bytes',
    ...nonZero(UINT32, '3.1.2.11.4'),
  },
  { id: 0x28, name: 'Wildcard subscription available', kind: 'byte', places: ['CONNACK'], ...flag('3.2.2.3.11') },
  { id: 0x29, name: 'Subscription identifiers available', kind: 'byte', places: ['CONNACK'], ...flag('3.2.2.3.12') },
  { id: 0x2a, name: 'Shared subscription available', kind: 'byte', places: ['CONNACK'], ...flag('3.2.2.3.13') },
];

export const propertyType = (id: number): PropertyType | undefined => PROPERTY_TYPES.find((type) => type.id === id);
