import type { MqttLevel } from '../../../model/row.ts';
import { qosMeaning, readBits } from './bitFields.ts';
import type { PacketCursor } from './packetCursor.ts';
import type { Qos } from './summaryTypes.ts';

const USER_NAME = 0x80;
const PASSWORD = 0x40;
const WILL_RETAIN = 0x20;
const WILL_QOS = 0x18;
const WILL_QOS_SHIFT = 3;
const WILL = 0x04;
const CLEAN = 0x02;
const RESERVED = 0x01;

/** The connect flags (3.1.1 and 5.0 section 3.1.2.3). */
export interface ConnectFlags {
  readonly hasUserName: boolean;
  readonly hasPassword: boolean;
  readonly willRetain: boolean;
  readonly willQos: Qos;
  readonly hasWill: boolean;
  readonly clean: boolean;
}

export function readConnectFlags(cursor: PacketCursor): ConnectFlags {
  const byte = cursor.byte('Connect flags', {
    meaning: (value) => describe(parse(value), cursor.level),
    bits: (value) => readBits(value, bitsOf(cursor.level)),
  });
  const flags = parse(byte);
  const { hasWill, willQos, willRetain } = flags;
  if ((byte & RESERVED) !== 0) cursor.note('connectReservedFlag', 'reserved connect flag is set');
  if (hasWill && willQos === 3) cursor.note('willQos3', 'will QoS 3 does not exist');
  if (!hasWill && willQos !== 0) cursor.note('willQosWithoutWill', 'will QoS without a will');
  if (!hasWill && willRetain) cursor.note('willRetainWithoutWill', 'will retain without a will');
  if (flags.hasPassword && !flags.hasUserName && cursor.level !== 5) {
    cursor.note('passwordWithoutUser', 'password without a user name');
  }
  return flags;
}

const parse = (byte: number): ConnectFlags => ({
  hasUserName: (byte & USER_NAME) !== 0,
  hasPassword: (byte & PASSWORD) !== 0,
  willRetain: (byte & WILL_RETAIN) !== 0,
  willQos: ((byte & WILL_QOS) >> WILL_QOS_SHIFT) as Qos,
  hasWill: (byte & WILL) !== 0,
  clean: (byte & CLEAN) !== 0,
});

const bitsOf = (level: MqttLevel) => [
  { name: 'User name flag', mask: USER_NAME },
  { name: 'Password flag', mask: PASSWORD },
  { name: 'Will retain', mask: WILL_RETAIN },
  { name: 'Will QoS', mask: WILL_QOS, meaning: qosMeaning },
  { name: 'Will flag', mask: WILL },
  { name: level === 5 ? 'Clean start' : 'Clean session', mask: CLEAN },
  { name: 'Reserved', mask: RESERVED },
];

function describe(flags: ConnectFlags, level: MqttLevel): string {
  const parts = [flags.clean ? (level === 5 ? 'clean start' : 'clean session') : 'keep session'];
  if (flags.hasWill) parts.push(`will QoS ${flags.willQos}${flags.willRetain ? ' retained' : ''}`);
  if (flags.hasUserName) parts.push('user name');
  if (flags.hasPassword) parts.push('password');
  return parts.join(', ');
}
