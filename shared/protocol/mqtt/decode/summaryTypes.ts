import type { MqttLevel } from '../../../model/row.ts';
import type { PacketProperties } from './properties.ts';

export type Qos = 0 | 1 | 2 | 3;

/** A stretch of a packet. */
export interface ByteRange {
  readonly start: number;
  readonly length: number;
}

interface SummaryBase {
  /** The level the packet was read by: its own for CONNECT, else as given (0 is read as 3.1.1). */
  readonly level: MqttLevel;
  /** The low four bits of the first byte. */
  readonly flags: number;
  /** Declared size in bytes, fixed header included; 0 when the length cannot be read. */
  readonly size: number;
  /** False: the bytes at hand end before the packet does. */
  readonly complete: boolean;
  /** What is wrong with it, in words, with the clause where there is one. */
  readonly problems: readonly string[];
}

/** A return or reason code with its words. `ok`: it means success. */
export interface CodeInWords {
  readonly code: number;
  readonly text: string;
  readonly ok: boolean;
}

export interface WillSummary {
  readonly topic: string;
  readonly qos: Qos;
  readonly retain: boolean;
  readonly payload: ByteRange;
}

export interface ConnectBody {
  readonly type: 'CONNECT';
  readonly protocolName: string;
  /** As sent, the bridge bit taken off: 3, 4, 5, or whatever else it was. */
  readonly protocolLevel: number;
  /** Mosquitto's bridges set the top bit of the level. */
  readonly bridge: boolean;
  /** Clean Session, Clean Start in 5.0. */
  readonly clean: boolean;
  /** Seconds; 0 = off. */
  readonly keepAlive: number;
  readonly clientId: string;
  readonly will: WillSummary | null;
  /** Null when there is none. */
  readonly username: string | null;
  /** The password itself is never taken out of the packet. */
  readonly hasPassword: boolean;
  readonly properties: PacketProperties;
}

export interface ConnackBody {
  readonly type: 'CONNACK';
  readonly sessionPresent: boolean;
  readonly result: CodeInWords;
  readonly properties: PacketProperties;
}

export interface PublishBody {
  readonly type: 'PUBLISH';
  readonly topic: string;
  readonly qos: Qos;
  readonly retain: boolean;
  readonly dup: boolean;
  /** Null at QoS 0. */
  readonly packetId: number | null;
  /** As declared: `start + length` may lie beyond the bytes at hand when the packet is not complete. */
  readonly payload: ByteRange;
  /** The start of the payload in one line. */
  readonly preview: string;
  readonly properties: PacketProperties;
}

export interface PublishAckBody {
  readonly type: 'PUBACK' | 'PUBREC' | 'PUBREL' | 'PUBCOMP';
  readonly packetId: number;
  readonly result: CodeInWords;
  readonly properties: PacketProperties;
}

export interface SubscriptionRequest {
  readonly filter: string;
  readonly qos: Qos;
  /** 5.0; false and 0 before. */
  readonly noLocal: boolean;
  readonly retainAsPublished: boolean;
  readonly retainHandling: number;
}

export interface SubscribeBody {
  readonly type: 'SUBSCRIBE';
  readonly packetId: number;
  readonly subscriptions: readonly SubscriptionRequest[];
  readonly properties: PacketProperties;
}

export interface SubackBody {
  readonly type: 'SUBACK';
  readonly packetId: number;
  /** One per topic filter of the SUBSCRIBE, in its order. */
  readonly codes: readonly CodeInWords[];
  readonly properties: PacketProperties;
}

export interface UnsubscribeBody {
  readonly type: 'UNSUBSCRIBE';
  readonly packetId: number;
  readonly filters: readonly string[];
  readonly properties: PacketProperties;
}

export interface UnsubackBody {
  readonly type: 'UNSUBACK';
  readonly packetId: number;
  /** 5.0: one per topic filter; empty before. */
  readonly codes: readonly CodeInWords[];
  readonly properties: PacketProperties;
}

export interface PingBody {
  readonly type: 'PINGREQ' | 'PINGRESP';
}

export interface DisconnectBody {
  readonly type: 'DISCONNECT';
  readonly result: CodeInWords;
  readonly properties: PacketProperties;
}

export interface AuthBody {
  readonly type: 'AUTH';
  readonly result: CodeInWords;
  readonly properties: PacketProperties;
}

/** No control packet: type 0, or a fixed header that cannot be read. */
export interface InvalidBody {
  readonly type: 'INVALID';
}

export type PacketBody =
  | ConnectBody
  | ConnackBody
  | PublishBody
  | PublishAckBody
  | SubscribeBody
  | SubackBody
  | UnsubscribeBody
  | UnsubackBody
  | PingBody
  | DisconnectBody
  | AuthBody
  | InvalidBody;

type Summarized<Body> = Body extends PacketBody ? Body & SummaryBase : never;
/** What a control packet says, by `type`. Every part is there even when the packet is damaged: then it is 0, '' or empty. */
export type PacketSummary = Summarized<PacketBody>;
export type SummaryOf<Type extends PacketSummary['type']> = Extract<PacketSummary, { readonly type: Type }>;
