import { isUtf8 } from '../../../base/utf8.ts';
import type { MqttLevel } from '../../../model/row.ts';
import type { RuleName } from '../rules/rules.ts';
import { type ConnectFlags, readConnectFlags } from './connectFlags.ts';
import type { PacketCursor } from './packetCursor.ts';
import { type PacketProperties, readProperties } from './properties.ts';
import type { ConnectBody, WillSummary } from './summaryTypes.ts';
import { hasWildcard } from './topicSyntax.ts';

/** Mosquitto's bridges set the top bit of the level. */
const BRIDGE = 0x80;
/** Longer client identifiers a server need not take (3.1 section 3.1, [MQTT-3.1.3-5]). */
const SAFE_CLIENT_ID = 23;

const NAMES: Readonly<Record<number, string>> = { 3: 'MQIsdp', 4: 'MQTT', 5: 'MQTT' };
export const VERSIONS: Readonly<Record<number, string>> = { 3: '3.1', 4: '3.1.1', 5: '5.0' };

/** CONNECT (3.1.1 section 3.1, 5.0 section 3.1). */
export function readConnect(cursor: PacketCursor): ConnectBody {
  const { flags, ...header } = cursor.group('Variable header', () => readHeader(cursor));
  const payload = cursor.group('Payload', () => readPayload(cursor, flags));
  return { type: 'CONNECT', ...header, ...payload, clean: flags.clean, hasPassword: flags.hasPassword };
}

interface ConnectHeader
  extends Pick<ConnectBody, 'protocolName' | 'protocolLevel' | 'bridge' | 'keepAlive' | 'properties'> {
  readonly flags: ConnectFlags;
}

function readHeader(cursor: PacketCursor): ConnectHeader {
  const nameAt = cursor.pos;
  const protocolName = cursor.text('Protocol name');
  const levelByte = cursor.byte('Protocol level', { meaning: describeLevel });
  const protocolLevel = levelByte & ~BRIDGE;
  const bridge = (levelByte & BRIDGE) !== 0;
  cursor.level = toLevel(protocolLevel);
  if (!cursor.broken) checkProtocol(cursor, protocolName, protocolLevel, nameAt);
  if (bridge && !cursor.broken) cursor.note('bridgeBit', 'the top bit of the protocol level is set, as by a bridge');
  const flags = readConnectFlags(cursor);
  const keepAlive = cursor.uint16('Keep alive', { meaning: (value) => (value === 0 ? 'off' : `${value} s`) });
  return { protocolName, protocolLevel, bridge, flags, keepAlive, properties: readProperties(cursor, 'CONNECT') };
}

function checkProtocol(cursor: PacketCursor, name: string, level: number, nameAt: number): void {
  const expected = NAMES[level];
  if (expected === undefined) {
    cursor.note('protocolLevel', `protocol level ${level} is none of 3, 4 and 5`);
    if (name === 'MQTT' || name === 'MQIsdp') return;
  }
  if (name === expected) return;
  const goesWith = expected === undefined ? 'it is "MQTT" or "MQIsdp"' : `level ${level} goes with "${expected}"`;
  cursor.note('protocolName', `protocol name is "${name.slice(0, 40)}", ${goesWith}`, { offset: nameAt });
}

function readPayload(cursor: PacketCursor, flags: ConnectFlags): Pick<ConnectBody, 'clientId' | 'will' | 'username'> {
  const idAt = cursor.pos;
  const clientId = cursor.text('Client identifier');
  if (!cursor.broken) checkClientId(cursor, clientId, flags.clean, idAt);
  const will = flags.hasWill && isThere(cursor, 'willMissing', 'the will') ? readWill(cursor, flags) : null;
  const hasUserName = flags.hasUserName && isThere(cursor, 'userNameMissing', 'the user name');
  const username = hasUserName ? cursor.text('User name') : null;
  if (flags.hasPassword && isThere(cursor, 'passwordMissing', 'the password')) cursor.data('Password', true);
  return { clientId, will, username };
}

/** False when the packet ends where a flag announced a field. */
function isThere(cursor: PacketCursor, rule: RuleName, what: string): boolean {
  if (cursor.left > 0) return true;
  if (!cursor.broken && cursor.complete)
    cursor.note(rule, `the connect flags announce ${what}, the packet ends before it`);
  return false;
}

function checkClientId(cursor: PacketCursor, clientId: string, clean: boolean, offset: number): void {
  const length = [...clientId].length;
  if (clientId === '' && cursor.level === 3) {
    cursor.note('clientIdLength', 'an empty client identifier: 3.1 asks for 1 to 23 characters', { offset });
  } else if (clientId === '' && !clean && cursor.level !== 5) {
    cursor.note('emptyClientIdNeedsClean', 'an empty client identifier needs a clean session', { offset });
  } else if (length > SAFE_CLIENT_ID) {
    cursor.note('clientIdLength', `a client identifier of ${length} characters, more than ${SAFE_CLIENT_ID}`, {
      offset,
    });
  }
}

function readWill(cursor: PacketCursor, flags: ConnectFlags): WillSummary {
  const properties: PacketProperties = readProperties(cursor, 'WILL');
  const topicAt = cursor.pos;
  const topic = cursor.text('Will topic');
  if (!cursor.broken) {
    if (topic === '') cursor.note('topicEmpty', 'empty will topic', { offset: topicAt });
    if (hasWildcard(topic)) cursor.note('willTopicWildcard', 'will topic holds a wildcard', { offset: topicAt });
  }
  const payload = cursor.data('Will message');
  const data = cursor.bytes.subarray(payload.start, payload.start + payload.length);
  if (properties.payloadFormat === 1 && !cursor.broken && !isUtf8(data)) {
    cursor.note('willPayloadNotUtf8', 'payload format indicator 1 says UTF-8, the will message is none');
  }
  return { topic, payload, qos: flags.willQos, retain: flags.willRetain };
}

const toLevel = (level: number): MqttLevel => (level === 3 || level === 4 || level === 5 ? level : 0);

function describeLevel(byte: number): string {
  const level = byte & ~BRIDGE;
  const version = VERSIONS[level];
  const bridge = (byte & BRIDGE) !== 0 ? ', bridge' : '';
  return `${level}${version === undefined ? '' : ` (${version}${bridge})`}`;
}
