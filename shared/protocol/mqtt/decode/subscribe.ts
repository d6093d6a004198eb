import { qosMeaning, readBits } from './bitFields.ts';
import { addListed } from './listed.ts';
import type { PacketCursor } from './packetCursor.ts';
import { readPacketId } from './packetId.ts';
import { readProperties } from './properties.ts';
import type { Qos, SubscribeBody, SubscriptionRequest, UnsubscribeBody } from './summaryTypes.ts';
import { isShared, readFilter } from './topicSyntax.ts';

/** SUBSCRIBE (3.1.1 section 3.8, 5.0 section 3.8). */
export function readSubscribe(cursor: PacketCursor): SubscribeBody {
  const header = readHeader(cursor, 'SUBSCRIBE');
  const subscriptions: SubscriptionRequest[] = [];
  const readAll = (): void => {
    while (cursor.left > 0 && !cursor.broken) {
      const request = cursor.group('Subscription', () => readRequest(cursor));
      if (request !== null) addListed(subscriptions, request);
    }
  };
  cursor.group('Payload', readAll);
  if (subscriptions.length === 0 && !cursor.broken && cursor.complete) cursor.note('subscribeEmpty', 'no topic filter');
  return { type: 'SUBSCRIBE', ...header, subscriptions };
}

/** UNSUBSCRIBE (3.1.1 section 3.10, 5.0 section 3.10). */
export function readUnsubscribe(cursor: PacketCursor): UnsubscribeBody {
  const header = readHeader(cursor, 'UNSUBSCRIBE');
  const filters: string[] = [];
  const readAll = (): void => {
    while (cursor.left > 0 && !cursor.broken) {
      const filter = readFilter(cursor);
      if (!cursor.broken) addListed(filters, filter);
    }
  };
  cursor.group('Payload', readAll);
  if (filters.length === 0 && !cursor.broken && cursor.complete) cursor.note('unsubscribeEmpty', 'no topic filter');
  return { type: 'UNSUBSCRIBE', ...header, filters };
}

const readHeader = (
  cursor: PacketCursor,
  place: 'SUBSCRIBE' | 'UNSUBSCRIBE',
): Pick<SubscribeBody, 'packetId' | 'properties'> =>
  cursor.group('Variable header', () => ({
    packetId: readPacketId(cursor),
    properties: readProperties(cursor, place),
  }));

/** One topic filter with its options; null when the packet ends in it. */
function readRequest(cursor: PacketCursor): SubscriptionRequest | null {
  const filter = readFilter(cursor);
  const isFive = cursor.level === 5;
  const options = cursor.byte(isFive ? 'Subscription options' : 'Requested QoS', {
    meaning: (value) => describeOptions(value, isFive),
    bits: (value) => readBits(value, isFive ? OPTIONS : REQUESTED_QOS),
  });
  if (cursor.broken) return null;
  if ((options & 3) === 3) cursor.note('subscribeQos3', 'QoS 3 does not exist');
  if ((options & (isFive ? 0xc0 : 0xfc)) !== 0) {
    cursor.note('subscribeReservedBits', 'reserved subscription options are set');
  }
  if (isFive && retainHandling(options) === 3) cursor.note('retainHandling3', 'retain handling 3 does not exist');
  const noLocal = isFive && (options & 4) !== 0;
  if (noLocal && isShared(filter)) cursor.note('noLocalShared', 'no local on a shared subscription');
  return {
    filter,
    qos: (options & 3) as Qos,
    noLocal,
    retainAsPublished: isFive && (options & 8) !== 0,
    retainHandling: isFive ? retainHandling(options) : 0,
  };
}

const retainHandling = (options: number): number => (options >> 4) & 3;

const RETAIN_HANDLING = [
  'send retained messages',
  'send retained messages only if the subscription is new',
  'send no retained messages',
  'does not exist',
];
const QOS = { mask: 0x03, meaning: qosMeaning };
const OPTIONS = [
  { name: 'Reserved', mask: 0xc0 },
  { name: 'Retain handling', mask: 0x30, meaning: (value: number) => RETAIN_HANDLING[value] ?? '' },
  { name: 'Retain as published', mask: 0x08 },
  { name: 'No local', mask: 0x04 },
  { name: 'Maximum QoS', ...QOS },
];
const REQUESTED_QOS = [
  { name: 'Reserved', mask: 0xfc },
  { name: 'Requested QoS', ...QOS },
];
const RETAIN_WORDS = ['', ', retained only when new', ', no retained', ', retain handling 3'];

function describeOptions(options: number, isFive: boolean): string {
  const qos = `QoS ${options & 3}`;
  if (!isFive) return qos;
  const noLocal = (options & 4) !== 0 ? ', no local' : '';
  const asPublished = (options & 8) !== 0 ? ', retain as published' : '';
  return `${qos}${noLocal}${asPublished}${RETAIN_WORDS[retainHandling(options)] ?? ''}`;
}
