import { setTimeout as pause } from 'node:timers/promises';
import { describeSummary } from '#shared/protocol/mqtt/describeSummary.ts';
import { encodeConnect } from '#shared/protocol/mqtt/encode/encodeConnect.ts';
import { encodePublish, encodePublishAck } from '#shared/protocol/mqtt/encode/encodePublish.ts';
import { encodeSubscribe } from '#shared/protocol/mqtt/encode/encodeSubscribe.ts';
import { summarizePacket } from '#shared/protocol/mqtt/summary.ts';
import { type RawClient, rawClient } from './brokerKit.ts';

type Qos = 0 | 1 | 2;

export interface SpokenConnect {
  readonly clean?: boolean;
  /** Seconds. */
  readonly keepAlive?: number;
  readonly level?: 3 | 4;
  readonly will?: { readonly topic: string; readonly payload: string; readonly qos?: Qos; readonly retain?: boolean };
}

/** An MQTT 3.1.1 client that does exactly what the test says, packet by packet, and no more. */
export interface MqttSpeaker extends RawClient {
  /** CONNECT, and the CONNACK in words. */
  connect(clientId: string, options?: SpokenConnect): Promise<string>;
  /** SUBSCRIBE with `filter: QoS`, and the SUBACK in words. */
  subscribe(filters: Readonly<Record<string, Qos>>): Promise<string>;
  /** PUBLISH; its packet identifier. */
  publish(topic: string, payload: string | Uint8Array, how?: SpokenPublish): number;
  /** The next packets that came, each in words (`a/b=payload q1 id 7 retain`), without those asked for before. */
  next(count: number): Promise<string[]>;
  /** All that came and was not asked for, up to and with the message `payload`. */
  through(payload: string): Promise<string[]>;
  /** The packet identifier of the newest PUBLISH that came. */
  readonly lastId: number;
  /** Answers what came as section 4.3 demands, from now on. */
  answer(): void;
  ended(): Promise<void>;
}

export interface SpokenPublish {
  readonly qos?: Qos;
  readonly retain?: boolean;
  readonly dup?: boolean;
  readonly packetId?: number;
}

const utf8 = (text: string): Uint8Array => Buffer.from(text);

export async function speak(port: number): Promise<MqttSpeaker> {
  const client = await rawClient(port);
  const told: string[] = [];
  let asked = 0;
  let lastId = 0;
  let answers = false;
  let nextId = 0;
  const newId = (): number => {
    nextId += 1;
    return nextId;
  };

  const take = (packet: Uint8Array): void => {
    const summary = summarizePacket(packet, 4);
    if (summary.type !== 'PUBLISH') {
      told.push(describeSummary(summary));
      if (answers && summary.type === 'PUBREC') client.send(encodePublishAck('PUBREL', summary.packetId ?? 0));
      if (answers && summary.type === 'PUBREL') client.send(encodePublishAck('PUBCOMP', summary.packetId ?? 0));
      return;
    }
    const { topic, payload, qos, packetId, retain, dup } = summary;
    const text = Buffer.from(packet.subarray(payload.start, payload.start + payload.length)).toString();
    const shown = text.length > 100 ? `${text.length} B` : text;
    told.push(`${topic}=${shown} q${qos}${retain ? ' retain' : ''}${dup ? ' dup' : ''}`);
    lastId = packetId ?? lastId;
    if (answers && qos > 0) client.send(encodePublishAck(qos === 1 ? 'PUBACK' : 'PUBREC', packetId ?? 0));
  };
  let rest: Buffer = Buffer.alloc(0);
  client.socket.on('data', (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (let size = wholePacket(rest); size > 0; size = wholePacket(rest)) {
      take(rest.subarray(0, size));
      rest = rest.subarray(size);
    }
  });
  const waitFor = async (what: string, condition: () => boolean): Promise<void> => {
    for (const end = Date.now() + 15_000; !condition(); await pause(2)) {
      if (Date.now() > end) throw new Error(`Waited in vain for ${what}; came: ${told.slice(asked).join(' | ')}`);
    }
  };
  const next = async (count: number): Promise<string[]> => {
    await waitFor(`${count} packets`, () => told.length >= asked + count);
    const packets = told.slice(asked, asked + count);
    asked += count;
    return packets;
  };
  const one = async (): Promise<string> => (await next(1)).join();

  return {
    socket: client.socket,
    received: client.received,
    send: client.send,
    bytes: client.bytes,
    get closed() {
      return client.closed;
    },
    connect(clientId, { clean = true, keepAlive = 0, level = 4, will } = {}) {
      client.send(
        encodeConnect({
          ...{ level, clientId: utf8(clientId), keepAlive, clean, user: null, password: null },
          will: will ? { qos: 0, retain: false, ...will, topic: utf8(will.topic), payload: utf8(will.payload) } : null,
        }),
      );
      return one();
    },
    subscribe(filters) {
      const topics = Object.entries(filters).map(([filter, qos]) => ({ filter: utf8(filter), qos }));
      client.send(encodeSubscribe(newId(), topics));
      return one();
    },
    publish(topic, payload, how = {}) {
      const { qos = 0, retain = false, dup = false, packetId = qos === 0 ? 0 : newId() } = how;
      const body = typeof payload === 'string' ? utf8(payload) : payload;
      client.send(encodePublish({ topic: utf8(topic), payload: body, qos, retain, dup, packetId }));
      return packetId;
    },
    next,
    async through(payload) {
      const at = () => told.findIndex((line, i) => i >= asked && line.includes(`=${payload} q`));
      await waitFor(`the message ${payload}`, () => at() >= 0);
      return next(at() + 1 - asked);
    },
    get lastId() {
      return lastId;
    },
    answer() {
      answers = true;
    },
    ended: () => waitFor('the end', () => client.closed),
  };
}

/** The length of the packet `bytes` begin with, 0 while it is not complete. */
function wholePacket(bytes: Buffer): number {
  let length = 0;
  for (let i = 1; i < Math.min(bytes.length, 5); i += 1) {
    const byte = bytes[i] ?? 0;
    length += (byte & 127) << (7 * (i - 1));
    if (byte < 128) return bytes.length > i + length ? i + 1 + length : 0;
  }
  return 0;
}
