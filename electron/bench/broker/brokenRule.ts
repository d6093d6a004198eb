import type { MqttLevel } from '#shared/model/row.ts';
import { readPacket } from '#shared/protocol/mqtt/decode/readPacket.ts';
import { packetTypeOf } from '#shared/protocol/mqtt/fixedHeader.ts';
import type { PacketNote, RuleName } from '#shared/protocol/mqtt/rules/rules.ts';

/**
 * What a server has to end the connection for (3.1.1 sections 3.1.2, 4.7, 4.8). Other rules a client breaks are shown, and
 * the broker goes on: what a lenient server takes is no reason to hide the rest of the session. An empty client id is left to
 * the broker, which answers it with a return code.
 */
const FATAL: ReadonlySet<RuleName> = new Set<RuleName>([
  ...(['protocolName', 'protocolLevel', 'connectReservedFlag', 'passwordWithoutUser'] as const),
  ...(['willQos3', 'willQosWithoutWill', 'willRetainWithoutWill', 'willTopicWildcard'] as const),
  ...(['notUtf8', 'surrogate', 'nullCharacter', 'topicEmpty', 'topicWildcard', 'packetIdZero'] as const),
  ...(['subscribeEmpty', 'unsubscribeEmpty', 'filterEmpty', 'filterHash', 'filterPlus', 'subscribeQos3'] as const),
]);

const CONNECT = 1;
const PUBLISH = 3;
const SUBSCRIBE = 8;
const UNSUBSCRIBE = 10;

/** The rule a client's packet breaks that ends its connection, null when there is none. `bytes`: its first row at least. */
export function brokenRule(bytes: Uint8Array, level: MqttLevel): PacketNote | null {
  const type = packetTypeOf(bytes[0] ?? 0);
  const worthReading =
    type === PUBLISH ? isSuspicious(bytes) : type === CONNECT || type === SUBSCRIBE || type === UNSUBSCRIBE;
  if (!worthReading) return null;
  const { notes } = readPacket(bytes, { level, from: 'client', recorder: null });
  return notes.find(({ rule, severity }) => severity === 'error' && FATAL.has(rule)) ?? null;
}

/** Whether a PUBLISH has a topic that is not plain ASCII, or packet identifier 0. On the hot path: nearly all have not. */
function isSuspicious(bytes: Uint8Array): boolean {
  let at = 1;
  while (at < 5 && (bytes[at] ?? 0) >= 0x80) at += 1;
  const start = at + 3;
  const end = start + ((bytes[at + 1] ?? 0) << 8) + (bytes[at + 2] ?? 0);
  if (end === start) return true;
  for (let i = start; i < end; i += 1) {
    const byte = bytes[i] ?? 0;
    if (byte === 0 || byte >= 0x80 || byte === PLUS || byte === HASH) return true;
  }
  return ((bytes[0] ?? 0) & 0x06) !== 0 && bytes[end] === 0 && bytes[end + 1] === 0;
}

const PLUS = 0x2b;
const HASH = 0x23;
