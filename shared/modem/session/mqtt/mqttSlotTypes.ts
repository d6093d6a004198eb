import type { TopicRequest } from '../../../protocol/mqtt/encode/encodeSubscribe.ts';
import type { MqttDraft, MqttOptions } from './mqttDraft.ts';

/** What AT+CMQTTACCQ sets. */
export interface Acquisition {
  readonly clientId: Uint8Array;
  readonly tls: boolean;
  readonly level: 3 | 4;
}

/** What AT+CMQTTCONNECT sets. */
export interface ConnectArguments {
  /** As it was written: `tcp://broker.example:1883`. */
  readonly address: string;
  readonly host: string;
  readonly port: number;
  readonly keepAlive: number;
  readonly clean: boolean;
  readonly user: Uint8Array | null;
  readonly password: Uint8Array | null;
}

export interface PublishArguments {
  readonly topic: Uint8Array | null;
  readonly payload: Uint8Array;
  readonly qos: 0 | 1 | 2;
  readonly seconds: number;
  readonly retain: boolean;
  readonly dup: boolean;
}

/**
 * One of the two MQTT clients. What answers a number answers the error that is told at once, or 0: then the command is
 * accepted, and its result follows as a line of its own.
 */
export interface MqttSlot {
  readonly index: number;
  readonly acquired: Acquisition | null;
  /** While it is connected. */
  readonly connection: ConnectArguments | null;
  readonly options: MqttOptions;
  readonly draft: MqttDraft;
  /** AT+CMQTTSSLCFG; null: the context has the number of the client. */
  sslContext: number | null;
  /** Why a command that needs the client so far cannot be done now; 0: it can. */
  refusal(needs: 'acquired' | 'connected'): number;
  acquire(acquisition: Acquisition): number;
  release(): number;
  /** AT+CMQTTCFG="version"; nothing happens when it is not acquired. */
  setLevel(level: 3 | 4): void;
  connect(wanted: ConnectArguments): number;
  disconnect(seconds: number): number;
  publish(message: PublishArguments): number;
  subscribe(topics: readonly TopicRequest[]): number;
  unsubscribe(filters: readonly Uint8Array[]): number;
  /** Another device takes its client id; false when it is not connected. */
  beTakenOver(): boolean;
  /** The connection is gone with this cause; false when there is none. */
  loseConnection(cause: number): boolean;
  /** Drops everything without a word. */
  reset(): void;
}
