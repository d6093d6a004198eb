/** A message or a PUBREL on its way to a client with a lasting session, as aedes hands it over. */
export interface OutgoingPacket {
  readonly cmd: 'publish' | 'pubrel';
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly qos: 0 | 1 | 2;
  readonly retain: boolean;
  readonly brokerId?: string;
  readonly brokerCounter?: number;
  /** Undefined until it was sent. */
  messageId?: number | undefined;
  dup?: boolean;
}

/** What may wait, for one client and for all of them together. */
export interface QueueLimits {
  readonly queueMessages: number;
  readonly queueBytesPerClient: number;
}

/** What waits for one client or for its acknowledgement, oldest first. Bounded: the oldest goes. */
export interface OutgoingQueue {
  readonly size: number;
  readonly bytes: number;
  readonly dropped: number;
  push(packet: OutgoingPacket): void;
  /** There is no room for a message: counts it as dropped. */
  refuse(): void;
  /** Drops the oldest; false when there is none. */
  dropOldest(): boolean;
  /** The message is sent: remembers its packet identifier. A PUBREL takes the place of its message. */
  update(packet: OutgoingPacket): void;
  /** It was acknowledged. */
  acknowledge(messageId: number | undefined): OutgoingPacket | undefined;
  /** It will not be sent after all. */
  remove(packet: OutgoingPacket): void;
  packets(): OutgoingPacket[];
}

/** Besides topic and payload, bytes. */
const OVERHEAD = 200;
export const sizeOf = (packet: OutgoingPacket): number =>
  OVERHEAD + (packet.topic?.length ?? 0) + (packet.payload?.length ?? 0);

export function createOutgoingQueue(limits: QueueLimits, onBytes: (change: number) => void): OutgoingQueue {
  const byKey = new Map<string, OutgoingPacket>();
  /** Keys by packet identifier, of what was sent. */
  const sent = new Map<number, string>();
  let bytes = 0;
  let dropped = 0;

  const count = (change: number): void => {
    bytes += change;
    onBytes(change);
  };
  const take = (key: string): OutgoingPacket | undefined => {
    const packet = byKey.get(key);
    if (packet === undefined) return undefined;
    byKey.delete(key);
    if (packet.messageId !== undefined && sent.get(packet.messageId) === key) sent.delete(packet.messageId);
    count(-sizeOf(packet));
    return packet;
  };
  const dropOldest = (): boolean => {
    const [oldest] = byKey.keys();
    if (oldest === undefined) return false;
    take(oldest);
    dropped += 1;
    return true;
  };
  const put = (key: string, packet: OutgoingPacket): void => {
    take(key);
    byKey.set(key, packet);
    if (packet.messageId !== undefined) sent.set(packet.messageId, key);
    count(sizeOf(packet));
    while (byKey.size > limits.queueMessages || bytes > limits.queueBytesPerClient) dropOldest();
  };

  return {
    get size() {
      return byKey.size;
    },
    get bytes() {
      return bytes;
    },
    get dropped() {
      return dropped;
    },
    push(packet) {
      // One that is larger than all that may wait would only drive out the others.
      if (sizeOf(packet) > limits.queueBytesPerClient) dropped += 1;
      else put(keyOf(packet), packet);
    },
    refuse() {
      dropped += 1;
    },
    dropOldest,
    update(packet) {
      if (packet.cmd === 'pubrel') {
        const key = packet.messageId === undefined ? undefined : sent.get(packet.messageId);
        if (key !== undefined) take(key);
        put(`pubrel ${packet.messageId}`, packet);
        return;
      }
      const waiting = byKey.get(keyOf(packet));
      if (waiting === undefined || packet.messageId === undefined) return;
      waiting.messageId = packet.messageId;
      sent.set(packet.messageId, keyOf(packet));
    },
    acknowledge(messageId) {
      const key = messageId === undefined ? undefined : sent.get(messageId);
      return key === undefined ? undefined : take(key);
    },
    remove: (packet) => void take(keyOf(packet)),
    packets: () => [...byKey.values()],
  };
}

const keyOf = (packet: OutgoingPacket): string =>
  packet.cmd === 'pubrel' ? `pubrel ${packet.messageId}` : `${packet.brokerId} ${packet.brokerCounter}`;
