import type { PacketCursor } from './packetCursor.ts';
import { readPacketId } from './packetId.ts';
import { readProperties } from './properties.ts';
import type { Qos, SubscribeBody, SubscriptionRequest, UnsubscribeBody } from './summaryTypes.ts';

/** SUBSCRIBE (3.1.1 section 3.8, 5.0 section 3.8). */
export function readSubscribe(cursor: PacketCursor): SubscribeBody {
  const packetId = readPacketId(cursor);
  const properties = readProperties(cursor, 'SUBSCRIBE');
  const subscriptions: SubscriptionRequest[] = [];
  while (cursor.left > 0 && !cursor.broken) {
    const filter = readFilter(cursor);
    const options = cursor.byte('Subscription options', (value) => describeOptions(value, cursor.level === 5));
    if (cursor.broken) break;
    checkOptions(cursor, options);
    subscriptions.push(toRequest(filter, options, cursor.level === 5));
  }
  if (subscriptions.length === 0 && !cursor.broken) cursor.problem('no topic filter [MQTT-3.8.3-3]');
  return { type: 'SUBSCRIBE', packetId, subscriptions, properties };
}

/** UNSUBSCRIBE (3.1.1 section 3.10, 5.0 section 3.10). */
export function readUnsubscribe(cursor: PacketCursor): UnsubscribeBody {
  const packetId = readPacketId(cursor);
  const properties = readProperties(cursor, 'UNSUBSCRIBE');
  const filters: string[] = [];
  while (cursor.left > 0 && !cursor.broken) {
    const filter = readFilter(cursor);
    if (!cursor.broken) filters.push(filter);
  }
  if (filters.length === 0 && !cursor.broken) cursor.problem('no topic filter [MQTT-3.10.3-2]');
  return { type: 'UNSUBSCRIBE', packetId, filters, properties };
}

function readFilter(cursor: PacketCursor): string {
  const filter = cursor.text('Topic filter');
  if (filter === '' && !cursor.broken) cursor.problem('empty topic filter [MQTT-4.7.3-1]');
  // `#` stands alone at the end, `+` stands alone on its level.
  if (/#./s.test(filter) || /[^/]#/.test(filter))
    cursor.problem(`# must be the last level of "${filter}" [MQTT-4.7.1-2]`);
  if (/[^/]\+|\+[^/]/.test(filter)) cursor.problem(`+ must fill a level of "${filter}" [MQTT-4.7.1-3]`);
  return filter;
}

function checkOptions(cursor: PacketCursor, options: number): void {
  const isFive = cursor.level === 5;
  if ((options & 3) === 3) cursor.problem(`QoS 3 does not exist [${isFive ? 'MQTT-3.8.3' : 'MQTT-3-8.3-4'}]`);
  if ((options & (isFive ? 0xc0 : 0xfc)) !== 0) {
    cursor.problem(`reserved subscription options are set [${isFive ? 'MQTT-3.8.3-5' : 'MQTT-3-8.3-4'}]`);
  }
  if (isFive && retainHandling(options) === 3) cursor.problem('retain handling 3 does not exist (5.0 section 3.8.3.1)');
}

const retainHandling = (options: number): number => (options >> 4) & 3;

function toRequest(filter: string, options: number, isFive: boolean): SubscriptionRequest {
  return {
    filter,
    qos: (options & 3) as Qos,
    noLocal: isFive && (options & 4) !== 0,
    retainAsPublished: isFive && (options & 8) !== 0,
    retainHandling: isFive ? retainHandling(options) : 0,
  };
}

const RETAIN_HANDLING = ['', ', retained only when new', ', no retained', ', retain handling 3'];

function describeOptions(options: number, isFive: boolean): string {
  const qos = `QoS ${options & 3}`;
  if (!isFive) return qos;
  const noLocal = (options & 4) !== 0 ? ', no local' : '';
  const asPublished = (options & 8) !== 0 ? ', retain as published' : '';
  return `${qos}${noLocal}${asPublished}${RETAIN_HANDLING[retainHandling(options)] ?? ''}`;
}
