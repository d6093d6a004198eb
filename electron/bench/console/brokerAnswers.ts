import type { IConnackPacket, IPubackPacket, IPubrecPacket, ISubackPacket, Packet } from 'mqtt-packet';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { Qos } from '#shared/contract/console.ts';
import { reasonCodeText } from '#shared/protocol/mqtt/tables/reasonCodes.ts';
import { reasonWords } from './mqttProperties.ts';

/** 5.0 section 2.4: reason codes from here on are failures. */
export const FIRST_FAILURE = 0x80;

/** What PUBACK, PUBREC or PUBCOMP say about a message; QoS 0 has no packet. */
export function publishAnswer(error: unknown, packet: Packet | undefined): Result<void, 'refused' | 'failed'> {
  if (packet?.cmd === 'puback' || packet?.cmd === 'pubrec') {
    const code = packet.reasonCode ?? 0;
    if (code >= FIRST_FAILURE) {
      const words = reasonCodeText(packet.cmd === 'puback' ? 'PUBACK' : 'PUBREC', code) ?? 'no reason MQTT defines';
      const said = reasonWords(packet.properties?.reasonString);
      return err('refused', `The broker refused the message: ${words} (0x${code.toString(16)}).${said}`);
    }
  }
  return failure(error) ?? ok(undefined);
}

/** What a 5.0 broker adds to its yes, as "no matching subscribers"; '' when nothing. */
export function publishNote(packet: IPubackPacket | IPubrecPacket): string {
  const code = packet.reasonCode ?? 0;
  const words = code === 0 ? '' : (reasonCodeText('PUBACK', code) ?? '');
  return [words, (packet.properties?.reasonString ?? '').slice(0, MAX_REASON)].filter((part) => part !== '').join(': ');
}

/** What the broker made of a subscription. */
export interface Grant {
  /** The QoS granted; from 0x80 on: refused. */
  readonly code: number;
  /** A 5.0 broker's own words; '' when it gave none. */
  readonly reason: string;
}

/** The return or reason codes of a SUBACK, one for each of `count` filters in their order. */
export function subscribeAnswer(
  error: unknown,
  packet: ISubackPacket | undefined,
  count: number,
): Result<readonly number[], 'failed'> {
  const granted = packet?.granted.map(Number) ?? [];
  if (granted.length === count) return ok(granted);
  return failure(error) ?? err('failed', 'The broker answered the subscription with the wrong number of codes.');
}

/** The same with the broker's own words. */
export function subscribeGrants(
  error: unknown,
  packet: ISubackPacket | undefined,
  count: number,
): Result<readonly Grant[], 'failed'> {
  const codes = subscribeAnswer(error, packet, count);
  if (!codes.ok) return codes;
  const reason = (packet?.properties?.reasonString ?? '').slice(0, MAX_REASON);
  return ok(codes.value.map((code) => ({ code, reason })));
}

/** What UNSUBACK says; 3.1.1 knows no failure. */
export function unsubscribeAnswer(error: unknown, packet: Packet | undefined): Result<void, 'failed'> {
  const code = packet?.cmd === 'unsuback' ? packet.granted?.find((value) => value >= FIRST_FAILURE) : undefined;
  if (code === undefined) return failure(error) ?? ok(undefined);
  const words = reasonCodeText('UNSUBACK', code) ?? 'no reason MQTT defines';
  const said = reasonWords(packet?.cmd === 'unsuback' ? packet.properties?.reasonString : undefined);
  return err('failed', `The broker did not end the subscription: ${words} (0x${code.toString(16)}).${said}`);
}

interface Outgoing {
  readonly topicBytes: number;
  readonly payloadBytes: number;
  /** 5.0. */
  readonly propertyBytes?: number;
  readonly qos: Qos;
  readonly retain: boolean;
}

/** The most a PUBLISH adds to topic, payload and properties: fixed header, lengths, packet identifier. */
const PUBLISH_OVERHEAD = 10;

/** Why a 5.0 broker that named its limits in CONNACK (section 3.2.2.3) would hang up over this message; '' when it would not. */
export function serverLimitTrouble(limits: IConnackPacket['properties'], message: Outgoing): string {
  const { maximumQoS = 2, retainAvailable = true, maximumPacketSize = Number.POSITIVE_INFINITY } = limits ?? {};
  if (message.qos > maximumQoS) return `The broker takes messages up to QoS ${maximumQoS}.`;
  if (message.retain && !retainAvailable) return 'The broker does not keep retained messages.';
  const size = message.topicBytes + message.payloadBytes + (message.propertyBytes ?? 0) + PUBLISH_OVERHEAD;
  return size > maximumPacketSize
    ? `The broker takes packets up to ${maximumPacketSize} bytes; this one has about ${size}.`
    : '';
}

/** A reason is part of every snapshot of the bench's state. */
const MAX_REASON = 200;

const failure = (error: unknown): Result<never, 'failed'> | undefined =>
  error instanceof Error ? err('failed', `${error.message.replace(/\.$/, '')}.`) : undefined;
