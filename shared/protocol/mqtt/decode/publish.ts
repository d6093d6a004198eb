import { isUtf8 } from '../../../base/utf8.ts';
import { payloadPreview } from '../payloadPreview.ts';
import type { PacketCursor } from './packetCursor.ts';
import { readPacketId } from './packetId.ts';
import { type PacketProperties, readProperties } from './properties.ts';
import type { PublishBody, Qos } from './summaryTypes.ts';
import { hasWildcard } from './topicSyntax.ts';

/** Characters of the preview in a summary. */
const PREVIEW = 120;

/** PUBLISH (3.1.1 section 3.3, 5.0 section 3.3). `size`: the declared size of the packet. */
export function readPublish(cursor: PacketCursor, flags: number, size: number): PublishBody {
  const qos = ((flags >> 1) & 3) as Qos;
  const dup = (flags & 8) !== 0;
  if (qos === 3) cursor.note('qos3', 'QoS 3 does not exist', { offset: 0 });
  if (dup && qos === 0) cursor.note('dupAtQos0', 'DUP at QoS 0', { offset: 0 });
  const { topic, packetId, properties } = cursor.group('Variable header', () => readHeader(cursor, qos));
  const { start, length } = cursor.rest('Payload');
  const data = cursor.bytes.subarray(start, start + length);
  if (properties.payloadFormat === 1 && cursor.complete && !cursor.broken && !isUtf8(data)) {
    cursor.note('payloadNotUtf8', 'payload format indicator 1 says UTF-8, the payload is none');
  }
  return {
    type: 'PUBLISH',
    topic,
    qos,
    retain: (flags & 1) !== 0,
    dup,
    packetId,
    payload: { start, length: cursor.complete || cursor.broken ? length : size - start },
    preview: payloadPreview(data, PREVIEW),
    properties,
  };
}

function readHeader(cursor: PacketCursor, qos: Qos): Pick<PublishBody, 'topic' | 'packetId' | 'properties'> {
  const topicAt = cursor.pos;
  const topic = cursor.text('Topic name');
  const topicRead = !cursor.broken;
  const packetId = qos === 0 ? null : readPacketId(cursor);
  const propertiesAt = cursor.pos;
  const properties = readProperties(cursor, 'PUBLISH');
  if (topicRead) checkTopic(cursor, topic, properties, topicAt);
  if (properties.hasSubscriptionId && cursor.from === 'client') {
    cursor.note('subscriptionIdFromClient', 'a client sends a subscription identifier', { offset: propertiesAt });
  }
  return { topic, packetId, properties };
}

function checkTopic(cursor: PacketCursor, topic: string, { topicAlias }: PacketProperties, offset: number): void {
  if (hasWildcard(topic)) cursor.note('topicWildcard', 'topic name holds a wildcard', { offset });
  if (topic !== '') return;
  if (cursor.level !== 5) cursor.note('topicEmpty', 'empty topic', { offset });
  // Behind a cut the alias may have been.
  else if (topicAlias === null && !cursor.broken && cursor.complete) {
    cursor.note('topicAndAliasMissing', 'no topic and no topic alias', { offset });
  }
}

/** The flags of a PUBLISH in words. */
export function describePublishFlags(flags: number): string {
  const retain = (flags & 1) !== 0 ? ', retain' : '';
  const dup = (flags & 8) !== 0 ? ', duplicate' : '';
  return `QoS ${(flags >> 1) & 3}${retain}${dup}`;
}
