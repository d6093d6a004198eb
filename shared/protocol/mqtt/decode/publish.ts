import { payloadPreview } from '../payloadPreview.ts';
import type { PacketCursor } from './packetCursor.ts';
import { readPacketId } from './packetId.ts';
import { readProperties } from './properties.ts';
import type { PublishBody, Qos } from './summaryTypes.ts';
import { describeBytes } from './wording.ts';

/** Characters of the preview in a summary. */
const PREVIEW = 120;

/** PUBLISH (3.1.1 section 3.3, 5.0 section 3.3). `size`: the declared size of the packet. */
export function readPublish(cursor: PacketCursor, flags: number, size: number): PublishBody {
  const qos = ((flags >> 1) & 3) as Qos;
  const dup = (flags & 8) !== 0;
  if (qos === 3) cursor.problem('QoS 3 does not exist [MQTT-3.3.1-4]');
  if (dup && qos === 0) cursor.problem('DUP at QoS 0 [MQTT-3.3.1-2]');
  const topic = cursor.text('Topic name');
  const topicRead = !cursor.broken;
  const packetId = qos === 0 ? null : readPacketId(cursor);
  const properties = readProperties(cursor, 'PUBLISH');
  if (topicRead) checkTopic(cursor, topic, properties.topicAlias);
  if (properties.topicAlias === 0) cursor.problem('topic alias 0 is not allowed [MQTT-3.3.2-8]');
  const { start, length } = cursor.rest('Payload', describeBytes);
  return {
    type: 'PUBLISH',
    topic,
    qos,
    retain: (flags & 1) !== 0,
    dup,
    packetId,
    payload: { start, length: cursor.complete || cursor.broken ? length : size - start },
    preview: payloadPreview(cursor.bytes.subarray(start, start + length), PREVIEW),
    properties,
  };
}

function checkTopic(cursor: PacketCursor, topic: string, alias: number | null): void {
  if (/[+#]/.test(topic)) cursor.problem('topic name holds a wildcard [MQTT-3.3.2-2]');
  if (topic === '' && alias === null) {
    cursor.problem(
      cursor.level === 5 ? 'no topic and no topic alias (5.0 section 3.3.2.1)' : 'empty topic [MQTT-4.7.3-1]',
    );
  }
}

/** The flags of a PUBLISH in words. */
export function describePublishFlags(flags: number): string {
  const retain = (flags & 1) !== 0 ? ', retain' : '';
  const dup = (flags & 8) !== 0 ? ', duplicate' : '';
  return `QoS ${(flags >> 1) & 3}${retain}${dup}`;
}
