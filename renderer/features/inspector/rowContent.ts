import type { Row } from '#shared/model/row.ts';
import { isLaterPart } from '#shared/protocol/mqtt/packetPart.ts';
import { summarizePacket } from '#shared/protocol/mqtt/summary.ts';

export interface RowContent {
  readonly title: string;
  readonly bytes: Uint8Array;
  /** Of a PUBLISH, '' when a topic alias stands for it; null for other content, and for a payload that goes on in other rows. */
  readonly topic: string | null;
}

/** What of a row can be read as text: a PUBLISH's payload, a later piece of a long packet, a serial row's bytes. null where the fields tell all. */
export function rowContent(row: Row): RowContent | null {
  if (row.lane === 'note') return null;
  if (row.lane === 'serial')
    return { title: row.kind === 'payload' ? 'Payload' : 'Text', bytes: row.bytes, topic: null };
  if (row.kind !== 'packet') return null;
  if (isLaterPart(row.text)) return { title: `Packet, ${row.text}`, bytes: row.bytes, topic: null };
  const summary = summarizePacket(row.bytes, row.level);
  if (summary.type !== 'PUBLISH') return null;
  const { start, length } = summary.payload;
  return {
    title: 'Payload',
    bytes: row.bytes.subarray(start, start + length),
    topic: summary.complete ? summary.topic : null,
  };
}
