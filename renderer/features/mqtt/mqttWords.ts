import { assertNever } from '#shared/base/assertNever.ts';
import type { MqttRow } from '#shared/model/row.ts';
import { describeSummary, summaryDetails } from '#shared/protocol/mqtt/describeSummary.ts';
import { parsePacketPart } from '#shared/protocol/mqtt/packetPart.ts';
import { visibleText } from '#shared/protocol/mqtt/payloadPreview.ts';
import { packetTypeName, type SummaryOf, summarizePacket } from '#shared/protocol/mqtt/summary.ts';

/** What kind of event a row is, for its colour. */
export type RowLook = 'publish' | 'session' | 'ack' | 'open' | 'close' | 'trouble';

/** A message in the parts a reader looks for, most wanted first. */
export interface PublishWords {
  readonly topic: string;
  /** `qos1 retain dup`. */
  readonly delivery: string;
  readonly payload: string;
  /** `id 7  24 B`. */
  readonly rest: string;
}

export interface RowWords {
  readonly type: string;
  /** With and without the type, as the list has a column for it or not. */
  readonly text: string;
  readonly textWithType: string;
  readonly look: RowLook;
  /** Of a sound PUBLISH. */
  readonly publish: PublishWords | null;
}

const LOOKS: Readonly<Partial<Record<string, RowLook>>> = {
  PUBLISH: 'publish',
  CONNECT: 'session',
  CONNACK: 'session',
  DISCONNECT: 'session',
  AUTH: 'session',
  SUBSCRIBE: 'session',
  UNSUBSCRIBE: 'session',
};

const plain = (type: string, text: string, look: RowLook): RowWords => ({
  type,
  text,
  textWithType: text === '' ? type : `${type}  ${text}`,
  look,
  publish: null,
});

function publishWords({
  topic,
  qos,
  retain,
  dup,
  packetId,
  payload,
  preview,
  properties,
}: SummaryOf<'PUBLISH'>): PublishWords {
  const alias = properties.topicAlias === null ? '' : `alias ${properties.topicAlias}`;
  const join = (parts: readonly string[], gap: string): string => parts.filter((part) => part !== '').join(gap);
  return {
    topic: topic === '' ? '(no topic)' : visibleText(topic),
    delivery: join([`qos${qos}`, retain ? 'retain' : '', dup ? 'dup' : '', alias], ' '),
    payload: preview,
    rest: join([packetId === null ? '' : `id ${packetId}`, `${payload.length} B`], '  '),
  };
}

function packetWords(row: MqttRow): RowWords {
  const part = parsePacketPart(row.text);
  if (part !== null && part.part > 1) return plain('…', `${row.text} of a packet, ${row.bytes.length} B`, 'ack');
  const summary = summarizePacket(row.bytes, row.level);
  const isCut = !summary.complete && part === null;
  const isSound = summary.problems.length === 0 && !isCut;
  const type = summary.type === 'INVALID' ? packetTypeName((row.bytes[0] ?? 0) >> 4) : summary.type;
  const more = isCut ? '  ⚠ cut short' : part === null ? '' : `  (${row.text})`;
  return {
    type,
    text: summaryDetails(summary) + more,
    textWithType: describeSummary(summary) + more,
    look: isSound ? (LOOKS[type] ?? 'ack') : 'trouble',
    publish: summary.type === 'PUBLISH' && isSound ? publishWords(summary) : null,
  };
}

/** One MQTT row in words. Decodes the packet: for rows in sight only. */
export function mqttWords(row: MqttRow): RowWords {
  switch (row.kind) {
    case 'open':
      return plain('open', row.text === '' ? 'connection opened' : row.text, 'open');
    case 'close':
      return plain('close', row.text === '' ? 'connection closed' : row.text, 'close');
    case 'malformed':
      return plain('malformed', `${row.text}  ${row.bytes.length} B`.trim(), 'trouble');
    case 'packet':
      return packetWords(row);
    default:
      return assertNever(row.kind, 'MQTT row kind');
  }
}
