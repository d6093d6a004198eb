import type { MqttLevel } from '../../../model/row.ts';
import type { ByteRange, PacketCursor } from './packetCursor.ts';
import { readProperties } from './properties.ts';
import type { ConnectBody, Qos, WillSummary } from './summaryTypes.ts';
import { describeBytes, describeSecret } from './wording.ts';

const USERNAME = 0x80;
const PASSWORD = 0x40;
const WILL_RETAIN = 0x20;
const WILL_QOS_SHIFT = 3;
const WILL = 0x04;
const CLEAN = 0x02;
const RESERVED = 0x01;
const BRIDGE = 0x80;

const NAMES: Readonly<Record<number, string>> = { 3: 'MQIsdp', 4: 'MQTT', 5: 'MQTT' };
export const VERSIONS: Readonly<Record<number, string>> = { 3: '3.1', 4: '3.1.1', 5: '5.0' };

/** CONNECT (3.1.1 section 3.1, 5.0 section 3.1). */
export function readConnect(cursor: PacketCursor): ConnectBody {
  const protocolName = cursor.text('Protocol name');
  const levelByte = cursor.byte('Protocol level', describeLevel);
  const protocolLevel = levelByte & ~BRIDGE;
  const expected = NAMES[protocolLevel];
  if (!cursor.broken) {
    if (expected === undefined) cursor.problem(`protocol level ${protocolLevel} is none of 3, 4 and 5 [MQTT-3.1.2-2]`);
    else if (protocolName !== expected) {
      cursor.problem(
        `protocol name is "${protocolName}", level ${protocolLevel} goes with "${expected}" [MQTT-3.1.2-1]`,
      );
    }
  }

  cursor.readAs(toLevel(protocolLevel));
  const flags = cursor.byte('Connect flags', describeFlags);
  const problem = flagProblem(flags, cursor.level === 5);
  if (problem !== '') cursor.problem(problem);
  const keepAlive = cursor.uint16('Keep alive', (value) => (value === 0 ? 'off' : `${value} s`));
  const properties = readProperties(cursor, 'CONNECT');
  const clientId = cursor.text('Client identifier');
  const clean = (flags & CLEAN) !== 0;
  if (clientId === '' && !clean && cursor.level !== 5 && !cursor.broken) {
    cursor.problem('an empty client identifier needs a clean session [MQTT-3.1.3-7]');
  }
  const will = (flags & WILL) === 0 ? null : readWill(cursor, flags);
  const username = (flags & USERNAME) === 0 ? null : cursor.text('User name');
  const hasPassword = (flags & PASSWORD) !== 0;
  if (hasPassword) cursor.data('Password', describeSecret);
  if (hasPassword && username === null && cursor.level !== 5) {
    cursor.problem('password without a user name [MQTT-3.1.2-22]');
  }

  return {
    type: 'CONNECT',
    protocolName,
    protocolLevel,
    bridge: (levelByte & BRIDGE) !== 0,
    clean,
    keepAlive,
    clientId,
    will,
    username,
    hasPassword,
    properties,
  };
}

const toLevel = (level: number): MqttLevel => (level === 3 || level === 4 || level === 5 ? level : 0);

function readWill(cursor: PacketCursor, flags: number): WillSummary {
  readProperties(cursor, 'WILL');
  const topic = cursor.text('Will topic');
  const payload: ByteRange = cursor.data('Will message', describeBytes);
  return { topic, payload, qos: willQos(flags), retain: (flags & WILL_RETAIN) !== 0 };
}

const willQos = (flags: number): Qos => ((flags >> WILL_QOS_SHIFT) & 3) as Qos;

/** The same rules stand in both versions under different numbers. */
function flagProblem(flags: number, isFive: boolean): string {
  if ((flags & RESERVED) !== 0) return 'reserved connect flag is set [MQTT-3.1.2-3]';
  if ((flags & WILL) !== 0 && willQos(flags) === 3) return `will QoS 3 does not exist [MQTT-3.1.2-${isFive ? 12 : 14}]`;
  if ((flags & WILL) === 0 && willQos(flags) !== 0) return `will QoS without a will [MQTT-3.1.2-${isFive ? 11 : 13}]`;
  if ((flags & WILL) === 0 && (flags & WILL_RETAIN) !== 0)
    return `will retain without a will [MQTT-3.1.2-${isFive ? 13 : 15}]`;
  return '';
}

function describeFlags(flags: number): string {
  const parts = [(flags & CLEAN) !== 0 ? 'clean session' : 'keep session'];
  if ((flags & WILL) !== 0) {
    parts.push(`will QoS ${willQos(flags)}${(flags & WILL_RETAIN) !== 0 ? ' retained' : ''}`);
  }
  if ((flags & USERNAME) !== 0) parts.push('user name');
  if ((flags & PASSWORD) !== 0) parts.push('password');
  return parts.join(', ');
}

function describeLevel(byte: number): string {
  const level = byte & ~BRIDGE;
  const version = VERSIONS[level];
  const bridge = (byte & BRIDGE) !== 0 ? ', bridge' : '';
  return `${level}${version === undefined ? '' : ` (${version}${bridge})`}`;
}
