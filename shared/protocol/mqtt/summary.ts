import type { MqttLevel } from '../../model/row.ts';
import { readPacket } from './decode/readPacket.ts';
import type { PacketSummary } from './decode/summaryTypes.ts';

export type {
  CodeInWords,
  PacketSummary,
  Qos,
  SubscriptionRequest,
  SummaryOf,
  WillSummary,
} from './decode/summaryTypes.ts';
export { packetTypeName } from './tables/packetTypes.ts';

/**
 * What a control packet says. `level` is the connection's (0 is read as 3.1.1); a CONNECT is read by its own. Damaged packets
 * give what can be read, and `problems`; nothing throws. Of a packet that lies over several rows give the first (see
 * packetPart.ts): the others do not begin with a header.
 */
export const summarizePacket = (bytes: Uint8Array, level: MqttLevel): PacketSummary =>
  readPacket(bytes, { level, from: null, recorder: null }).summary;
