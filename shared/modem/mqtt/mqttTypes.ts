import type { ConnectFields } from '../../protocol/mqtt/encode/encodeConnect.ts';
import type { TopicRequest } from '../../protocol/mqtt/encode/encodeSubscribe.ts';
import type { ModemNetwork, TlsRequest } from '../modemNetwork.ts';

/** Where to connect, and with what. */
export interface MqttDial {
  readonly host: string;
  readonly port: number;
  /** Null: plain TCP. */
  readonly tls: TlsRequest | null;
  readonly connect: ConnectFields;
  /** For the TCP connection with its handshake, ms. */
  readonly connectMs: number;
  /** For the CONNACK after that, ms. */
  readonly connackMs: number;
}

/** Why there is no MQTT connection, from the lowest step up. */
export type DialFailure =
  | 'network' // the packet data connection is gone
  | 'dns'
  | 'unreachable' // no TCP connection
  | 'certificate' // TLS: an own file that cannot be read
  | 'handshake'
  | 'closed' // the server hung up before its CONNACK
  | 'timeout' // it sent none
  | 'malformed'; // what it sent is no CONNACK

export type DialOutcome =
  | { readonly type: 'accepted' }
  /** CONNACK with a return code (MQTT 3.1.1, table 3.1). */
  | { readonly type: 'refused'; readonly returnCode: number }
  | { readonly type: 'failed'; readonly reason: DialFailure };

/** How a PUBLISH, SUBSCRIBE or UNSUBSCRIBE ended. `refused`: SUBACK with 0x80. `closed`: the connection ended first. */
export type AckOutcome = 'done' | 'refused' | 'timeout' | 'closed' | 'not-sent';

/** How an open connection ended that nobody here had closed: in order, broken off, or with the network below it. */
export type MqttLoss = 'peer' | 'reset' | 'network';

export interface IncomingMessage {
  readonly topic: Uint8Array;
  readonly payload: Uint8Array;
}

export interface OutgoingMessage extends IncomingMessage {
  readonly qos: 0 | 1 | 2;
  readonly retain: boolean;
  readonly dup: boolean;
  /** What the broker answers is not heard: the fault `puback-held`. */
  readonly deaf: boolean;
}

export interface MqttClientPorts {
  readonly network: Pick<ModemNetwork, 'connect'>;
  /** At real time: brokers count in it. The answer cancels. */
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly onMessage: (message: IncomingMessage) => void;
  /** Once, when an accepted connection ended by itself. Operations in flight were told before. */
  readonly onLost: (reason: MqttLoss) => void;
  /** A PINGREQ was not answered. */
  readonly onPingFailed: () => void;
  /** PINGREQ is not sent while this says so: the fault `keep-alive-unserved`. */
  readonly pingsHeld: () => boolean;
}

/** One connection to a broker. `done` is called once, never within the call. */
export interface MqttClient {
  publish(message: OutgoingMessage, timeoutMs: number, done: (outcome: AckOutcome) => void): void;
  subscribe(topics: readonly TopicRequest[], timeoutMs: number, done: (outcome: AckOutcome) => void): void;
  unsubscribe(filters: readonly Uint8Array[], timeoutMs: number, done: (outcome: AckOutcome) => void): void;
  /** DISCONNECT and the end of the connection. `done` at the latest after `timeoutMs`. */
  disconnect(timeoutMs: number, done: () => void): void;
  /** Ends it without a word: the broker sends the will. Nothing is called any more. */
  drop(): void;
}
