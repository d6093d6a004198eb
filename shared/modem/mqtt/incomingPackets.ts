import { createMqttFramer } from '../../protocol/mqtt/framer.ts';
import { parsePacketPart } from '../../protocol/mqtt/packetPart.ts';
import { type PacketSummary, type SummaryOf, summarizePacket } from '../../protocol/mqtt/summary.ts';
import type { IncomingMessage } from './mqttTypes.ts';

/** What the modem can report of a message (V3.00 16.3.2); one with more is acknowledged and dropped. */
const MAX_TOPIC = 1024;
const MAX_PAYLOAD = 10_240;
/** Room for such a message. Longer packets come in parts, of which only the head is looked at. */
const MAX_PACKET = 16_384;

export interface IncomingPackets {
  feed(bytes: Uint8Array): void;
}

/**
 * Cuts what a broker sends into packets. `onPublish` gets null in place of a message that is too long for the modem.
 * `onMalformed` comes once and last: there are no packets any more after it.
 */
export function createIncomingPackets(events: {
  readonly onPacket: (packet: PacketSummary) => void;
  readonly onPublish: (packet: SummaryOf<'PUBLISH'>, message: IncomingMessage | null) => void;
  readonly onMalformed: () => void;
}): IncomingPackets {
  let malformed = false;
  const framer = createMqttFramer({
    from: 'server',
    maxRowBytes: MAX_PACKET,
    onFrame(kind, _t, _last, bytes, text) {
      if (malformed) return;
      if (kind === 'packet' && (parsePacketPart(text)?.part ?? 1) > 1) return;
      const packet = kind === 'packet' ? summarizePacket(bytes, 4) : null;
      if (packet === null || packet.type === 'INVALID' || (packet.type === 'PUBLISH' && packet.qos === 3)) {
        malformed = true;
        events.onMalformed();
      } else if (packet.type === 'PUBLISH') {
        events.onPublish(packet, messageOf(bytes, packet));
      } else {
        events.onPacket(packet);
      }
    },
  });
  return {
    feed: (bytes) => framer.feed(0, bytes),
  };
}

/** Topic and payload as bytes: a topic that is no UTF-8 is reported as it came. */
function messageOf(bytes: Uint8Array, { complete, payload }: SummaryOf<'PUBLISH'>): IncomingMessage | null {
  let at = 1;
  while ((bytes[at] ?? 0) >= 0x80) at += 1;
  const length = ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
  const topic = bytes.slice(at + 3, at + 3 + length);
  if (!complete || topic.length < length || length > MAX_TOPIC || payload.length > MAX_PAYLOAD) return null;
  return { topic, payload: bytes.slice(payload.start, payload.start + payload.length) };
}
