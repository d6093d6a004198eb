import { type ConnectIdentity, readConnectIdentity } from '../../mqtt/connectIdentity.ts';
import { packetTypeOf } from '../../mqtt/fixedHeader.ts';
import { createMqttFramer, type FrameSink, type MqttFramer } from '../../mqtt/framer.ts';
import { connectStart } from './connectStart.ts';
import type { SocketEnd, SocketEvent, SocketId } from './socketEvents.ts';

/** An MQTT connection of the firmware, found in the bytes of a socket. `connection` counts from 1. */
export type SocketMqttEvent =
  | {
      readonly what: 'open';
      readonly connection: number;
      readonly link: number;
      readonly socket: SocketId;
      readonly address: string;
      readonly t: number;
    }
  | {
      readonly what: 'frame';
      readonly connection: number;
      /** As in MQTT rows: `rx` client to server, so host to modem. */
      readonly dir: 'tx' | 'rx';
      readonly kind: 'packet' | 'malformed';
      readonly t: number;
      readonly tLast: number;
      readonly bytes: Uint8Array;
      readonly text: string;
      /** What the client calls itself, with its CONNECT; else null. */
      readonly identity: ConnectIdentity | null;
    }
  | { readonly what: 'close'; readonly connection: number; readonly t: number; readonly why: SocketEnd };

/** Finds MQTT in sockets. A socket whose stream does not begin with CONNECT says nothing. */
export interface SocketMqtt {
  feed(event: SocketEvent): readonly SocketMqttEvent[];
}

/** What the server may have said before the whole CONNECT is seen: the two directions are recorded apart. */
const MAX_EARLY_BYTES = 4096;

type Stream =
  | { readonly state: 'undecided'; readonly address: string; begun: Uint8Array; readonly early: BytesEvent[] }
  | { readonly state: 'other'; readonly address: string }
  | {
      readonly state: 'mqtt';
      readonly address: string;
      readonly connection: number;
      readonly client: MqttFramer;
      readonly server: MqttFramer;
    };
type BytesEvent = Extract<SocketEvent, { readonly what: 'bytes' }>;

export function createSocketMqtt(): SocketMqtt {
  const streams = new Map<string, Stream>();
  let connections = 0;
  let events: SocketMqttEvent[] = [];

  const sink =
    (connection: number, dir: 'tx' | 'rx'): FrameSink =>
    (kind, t, tLast, bytes, text) => {
      const isConnect = dir === 'rx' && kind === 'packet' && packetTypeOf(bytes[0] ?? 0) === 1;
      const identity = isConnect ? readConnectIdentity(bytes) : null;
      events.push({ what: 'frame', connection, dir, kind, t, tLast, bytes: bytes.slice(), text, identity });
    };
  /** The client's bytes begin with CONNECT. */
  const begin = ({ link, socket, t }: BytesEvent, address: string): Extract<Stream, { readonly state: 'mqtt' }> => {
    connections += 1;
    events.push({ what: 'open', connection: connections, link, socket, address, t });
    return {
      state: 'mqtt',
      address,
      connection: connections,
      client: createMqttFramer({ from: 'client', onFrame: sink(connections, 'rx') }),
      server: createMqttFramer({ from: 'server', onFrame: sink(connections, 'tx') }),
    };
  };
  const end = (stream: Stream | undefined, t: number, why: SocketEnd): void => {
    if (stream?.state !== 'mqtt') return;
    stream.client.flush();
    stream.server.flush();
    events.push({ what: 'close', connection: stream.connection, t, why });
  };

  const decide = (stream: Extract<Stream, { readonly state: 'undecided' }>, event: BytesEvent): Stream => {
    if (event.dir === 'rx') {
      const held = stream.early.reduce((sum, { bytes }) => sum + bytes.length, event.bytes.length);
      if (held > MAX_EARLY_BYTES) return { state: 'other', address: stream.address };
      stream.early.push({ ...event, bytes: event.bytes.slice() });
      return stream;
    }
    stream.begun = Uint8Array.from([...stream.begun, ...event.bytes]);
    const start = connectStart(stream.begun);
    if (start === 'more') return stream;
    if (start === 'no') return { state: 'other', address: stream.address };
    const mqtt = begin(event, stream.address);
    mqtt.client.feed(event.t, stream.begun);
    for (const { t, bytes } of stream.early) mqtt.server.feed(t, bytes);
    return mqtt;
  };
  const take = (stream: Stream, event: BytesEvent): Stream => {
    if (stream.state === 'undecided') return decide(stream, event);
    const lost = stream.state === 'other' || stream.client.malformed || stream.server.malformed;
    // A close or an opening that nobody saw, or bytes that were missed: with a CONNECT it begins anew.
    if (lost && event.dir === 'tx' && connectStart(event.bytes) === 'yes') {
      end(stream, event.t, 'reopened');
      const mqtt = begin(event, stream.address);
      mqtt.client.feed(event.t, event.bytes);
      return mqtt;
    }
    if (stream.state === 'mqtt') (event.dir === 'tx' ? stream.client : stream.server).feed(event.t, event.bytes);
    return stream;
  };

  return {
    feed(event) {
      const key = `${event.link} ${event.socket}`;
      const stream = streams.get(key);
      if (event.what === 'closed') {
        end(stream, event.t, event.why);
        streams.delete(key);
      } else if (event.what === 'opened') {
        end(stream, event.t, 'reopened');
        streams.set(key, undecided(event.address));
      } else {
        streams.set(key, take(stream ?? undecided(''), event));
      }
      const result = events;
      events = [];
      return result;
    },
  };
}

const undecided = (address: string): Stream => ({
  state: 'undecided',
  address,
  begun: new Uint8Array(0),
  early: [],
});
