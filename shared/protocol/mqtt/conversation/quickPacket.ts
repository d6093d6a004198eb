import { decodeUtf8 } from '../../../base/utf8.ts';
import type { MqttLevel } from '../../../model/row.ts';
import type { CodeInWords, SummaryOf } from '../decode/summaryTypes.ts';

/** What handshakes need of the packets that are by far the most. */
export type QuickPacket =
  | Pick<SummaryOf<'PUBLISH'>, 'type' | 'qos' | 'dup' | 'topic' | 'packetId'>
  | Pick<SummaryOf<'PUBACK' | 'PUBREC' | 'PUBREL' | 'PUBCOMP'>, 'type' | 'packetId' | 'result'>;

const ACKNOWLEDGEMENTS = { 4: 'PUBACK', 5: 'PUBREC', 6: 'PUBREL', 7: 'PUBCOMP' } as const;
const SUCCESS: CodeInWords = { code: 0, text: 'success', ok: true };

/**
 * A well-formed PUBLISH at QoS 1 or 2 before 5.0, or an acknowledgement of two bytes, without decoding the rest: a connection
 * may have millions. Null for everything else, which is to be decoded in full.
 */
export function quickPacket(bytes: Uint8Array, level: MqttLevel): QuickPacket | null {
  const first = bytes[0] ?? 0;
  const type = first >> 4;
  if (type === 4 || type === 5 || type === 6 || type === 7) {
    if (bytes.length !== 4 || bytes[1] !== 2) return null;
    return { type: ACKNOWLEDGEMENTS[type], packetId: uint16(bytes, 2), result: SUCCESS };
  }
  const qos = (first >> 1) & 3;
  if (type !== 3 || level === 5 || (qos !== 1 && qos !== 2)) return null;
  let at = 1;
  while (at < 4 && (bytes[at] ?? 0) >= 0x80) at += 1;
  const start = at + 3;
  const end = start + uint16(bytes, at + 1);
  if (end + 2 > bytes.length) return null;
  const topic = decodeUtf8(bytes.subarray(start, end));
  return { type: 'PUBLISH', qos, dup: (first & 0x08) !== 0, topic, packetId: uint16(bytes, end) };
}

const uint16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
