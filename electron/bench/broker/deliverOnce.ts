import type { IPublishPacket } from 'mqtt-packet';
import mqttPacket from 'mqtt-packet';
import { topicMatches } from '#shared/protocol/mqtt/topicFilter.ts';
import type { AedesClient, DeliveredPacket } from './aedesClient.ts';

export interface DeliverOptions {
  readonly client: AedesClient;
  /** What aedes publishes about itself, `$SYS/<id>/`: nobody's business. */
  readonly ownTopics: string;
  /** False: the client may not have it. */
  readonly mayRead: (client: AedesClient, topic: string) => boolean;
  /** A message for a lasting session was given its packet identifier. */
  readonly sent: (client: AedesClient, packet: DeliveredPacket) => void;
  /** A message for a lasting session will not be sent. */
  readonly withheld: (client: AedesClient, packet: DeliveredPacket) => void;
}

/** Topics whose QoS is remembered per client. */
const REMEMBERED = 1000;
/** A longer topic is not remembered: a thousand of the longest would be 64 MB. */
const LONGEST_REMEMBERED = 256;
const MAX_ID = 65_535;

/**
 * Takes delivery over from aedes' client, which gives a message the QoS of whichever matching subscription comes first and
 * of wildcard subscriptions not even that, and takes a message that was overtaken by a later one for a duplicate. Here a
 * message reaches a client once, with the greatest QoS of all subscriptions that match [MQTT-3.3.5-1] and never above the
 * one it was published with. Answers a function to call when the client's subscriptions changed.
 */
export function deliverOnce(options: DeliverOptions): () => void {
  const { client, ownTopics, mayRead, sent, withheld } = options;
  const granted = new Map<string, 0 | 1 | 2>();
  let newest = 0;

  const grantedFor = (topic: string): 0 | 1 | 2 => {
    const known = granted.get(topic);
    if (known !== undefined) return known;
    let most: 0 | 1 | 2 = 0;
    for (const [filter, { qos }] of Object.entries(client.subscriptions)) {
      if (qos > most && topicMatches(filter, topic)) most = qos;
    }
    if (topic.length > LONGEST_REMEMBERED) return most;
    if (granted.size >= REMEMBERED) granted.clear();
    granted.set(topic, most);
    return most;
  };
  const write = (packet: IPublishPacket, done: () => void): void => {
    if (!client.connected && !client.connecting) {
      setImmediate(done);
      return;
    }
    try {
      if (!mqttPacket.writeToStream(packet, client.conn) && !client.errored) {
        client.waitForDrain(() => done());
        return;
      }
    } catch {
      // The stream is gone; its close is on record.
    }
    setImmediate(done);
  };
  const nextId = (): number => {
    const id = client._nextId;
    client._nextId = id >= MAX_ID ? 1 : id + 1;
    return id;
  };

  const deliver = (packet: DeliveredPacket, done: () => void): void => {
    const { topic, brokerId, brokerCounter } = packet;
    if (packet.nl === true && packet.clientId === client.id) {
      setImmediate(done);
      return;
    }
    // All subscriptions that take a message are called in one go, so that only the last one has to be known.
    const again = brokerId !== null && brokerCounter === newest;
    if (again || topic.startsWith(ownTopics)) {
      setImmediate(done);
      return;
    }
    if (brokerId !== null) newest = brokerCounter;
    if (!mayRead(client, topic)) {
      withheld(client, packet);
      setImmediate(done);
      return;
    }
    const { payload, retain } = packet;
    // Later: a deep chain of deliveries would exhaust the stack.
    setImmediate(() => {
      const qos = Math.min(packet.qos, grantedFor(topic)) as 0 | 1 | 2;
      const message = { cmd: 'publish', topic, payload, qos, retain, dup: false } as const;
      if (qos === 0) {
        write(message, done);
        return;
      }
      const messageId = nextId();
      if (!client.clean && brokerId !== null) {
        packet.messageId = messageId;
        sent(client, packet);
      }
      write({ ...message, messageId }, done);
    });
  };
  client.deliver0 = deliver;
  client.deliverQoS = deliver;
  return () => granted.clear();
}
