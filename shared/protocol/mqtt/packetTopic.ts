import type { MqttLevel } from '../../model/row.ts';
import type { TopicMatcher } from './topicMatch.ts';

const PUBLISH = 3;
const SUBSCRIBE = 8;
const UNSUBSCRIBE = 10;

/**
 * Whether one of the topics a control packet names passes `test`: the topic name of PUBLISH (3.3.2.1), the topic filters of
 * SUBSCRIBE (3.8.3) and UNSUBSCRIBE (3.10.3); other packets name none. The filter of a shared subscription (5.0, 4.8.2) is
 * tried with and without its `$share/group/`. A PUBLISH with a topic alias only (5.0) has no topic here. Damaged packets: what can be read before the damage.
 */
export function somePacketTopic(
  bytes: Uint8Array,
  start: number,
  end: number,
  level: MqttLevel,
  test: TopicMatcher,
): boolean {
  const type = (bytes[start] ?? 0) >> 4;
  if (type !== PUBLISH && type !== SUBSCRIBE && type !== UNSUBSCRIBE) return false;
  let at = afterVarInt(bytes, start + 1, end);
  if (type === PUBLISH) {
    const length = textLength(bytes, at, end);
    return length !== undefined && test(bytes, at + 2, at + 2 + length);
  }
  at += 2; // packet identifier
  if (level === 5) at = afterProperties(bytes, at, end);
  for (;;) {
    const length = textLength(bytes, at, end);
    if (length === undefined) return false;
    const from = at + 2;
    at = from + length;
    if (test(bytes, from, at)) return true;
    const bare = afterShare(bytes, from, at);
    if (bare !== from && test(bytes, bare, at)) return true;
    if (type === SUBSCRIBE) at += 1; // subscription options
  }
}

/** The end of a variable byte integer (1.5.5), or `end` when it is cut. */
function afterVarInt(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && at < from + 4) {
    if (((bytes[at] ?? 0) & 0x80) === 0) return at + 1;
    at += 1;
  }
  return end;
}

function afterProperties(bytes: Uint8Array, from: number, end: number): number {
  const at = afterVarInt(bytes, from, end);
  let length = 0;
  for (let i = from, shift = 0; i < at; i += 1, shift += 7) length += ((bytes[i] ?? 0) & 0x7f) * 2 ** shift;
  return at + length;
}

/** The length of the UTF-8 string whose two length bytes are at `at`; undefined when it does not end by `end`. */
function textLength(bytes: Uint8Array, at: number, end: number): number | undefined {
  if (at + 2 > end) return undefined;
  const length = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  return at + 2 + length <= end ? length : undefined;
}

const SHARE = [0x24, 0x73, 0x68, 0x61, 0x72, 0x65, 0x2f]; // "$share/"
const SLASH = 0x2f;

function afterShare(bytes: Uint8Array, from: number, to: number): number {
  if (to - from <= SHARE.length || SHARE.some((byte, i) => bytes[from + i] !== byte)) return from;
  const slash = bytes.indexOf(SLASH, from + SHARE.length);
  return slash >= 0 && slash < to ? slash + 1 : from;
}
