import { Buffer } from 'node:buffer';
import type { Duplex } from 'node:stream';
import { MqttClient } from 'mqtt';
import type { Clock } from '#shared/base/clock.ts';
import { type Err, err, ok, type Result } from '#shared/base/result.ts';
import { utf8Length } from '#shared/base/utf8.ts';
import type { Subscription } from '#shared/contract/console.ts';
import type { HeardMessage } from '#shared/model/topicTable.ts';
import { ANSWER_TIMEOUT_S, createAwaitedAnswers } from './awaitedAnswers.ts';
import { type Grant, publishAnswer, publishNote, serverLimitTrouble, unsubscribeAnswer } from './brokerAnswers.ts';
import { clientOptions } from './clientOptions.ts';
import {
  type ConnectTrouble,
  closedEarlyTrouble,
  closedTrouble,
  earlyTrouble,
  keepAliveTrouble,
  lostTrouble,
  noMqttTrouble,
  protocolTrouble,
  refusedTrouble,
  serverDisconnectTrouble,
} from './connectTrouble.ts';
import type { CheckedTarget } from './consoleTarget.ts';
import { propertyBytes, shownProperties } from './mqttProperties.ts';
import type { OutgoingMessage } from './outgoingMessage.ts';
import { subscribeInOrder } from './subscribeInOrder.ts';

/** How long a goodbye may take before the stream is simply destroyed. */
const END_TIMEOUT_MS = 1000;

/** One MQTT connection of the console, from CONNECT to the end of its stream. It is not opened again: a new one is made. */
export interface ConsoleConnection {
  /** The broker's answers in the order of the filters. */
  subscribe(subscriptions: readonly Subscription[]): Promise<Result<readonly Grant[], 'failed'>>;
  unsubscribe(filters: readonly string[]): Promise<Result<void, 'failed'>>;
  /** QoS 0: when written. 1: at PUBACK. 2: at PUBCOMP. With what the broker said beside its yes. */
  publish(message: OutgoingMessage): Promise<Result<string, 'refused' | 'timeout' | 'failed'>>;
  /** Says DISCONNECT where there is somebody to say it to, and resolves when the stream is gone: within a second or so. */
  end(): Promise<void>;
  /** Ends it at once for a reason found outside. */
  abort(trouble: ConnectTrouble): void;
}

export interface ConnectionEvents {
  /** CONNACK said yes. */
  established(): void;
  message(message: HeardMessage): void;
  /** Once, last. Null: it was asked for with `end`. */
  ended(trouble: ConnectTrouble | null): void;
}

export interface ConnectionOptions {
  readonly clock: Clock;
  readonly stream: Duplex;
  readonly target: CheckedTarget;
  readonly events: ConnectionEvents;
}

/** Speaks MQTT over an open stream with mqtt.js, without its reconnecting: that is the session's, with its backoff. */
export function openConnection({ clock, stream, target, events }: ConnectionOptions): ConsoleConnection {
  const answers = createAwaitedAnswers(clock);
  const remote = target.address.kind === 'remote' ? target.address : undefined;
  /** What the broker said beside its yes to messages on their way, by packet identifier. */
  const notes = new Map<number, string>();
  let trouble: ConnectTrouble | undefined;
  let established = false;
  let asked = false;
  let ended = false;
  let onEnded = (): void => {};
  let ending: Promise<void> | undefined;

  const abort = (reason: ConnectTrouble): void => {
    trouble ??= reason;
    stream.destroy();
  };
  const finish = (): void => {
    if (ended) return;
    ended = true;
    answers.giveUp();
    events.ended(asked ? null : (trouble ?? (established ? closedTrouble() : closedEarlyTrouble(remote))));
    onEnded();
  };

  // Before the client puts its own listeners on: what the socket says is nearer to the cause than what the client makes of it.
  stream.on('error', (error) => {
    trouble ??= established ? lostTrouble(error) : earlyTrouble(error, remote);
  });
  // The far end of an in-process pair can go without ours being closed.
  stream.once('end', () => stream.destroy());
  stream.once('close', finish);

  const client = new MqttClient(() => stream, clientOptions(target, clock));
  client.onKeepaliveTimeout = () => abort(keepAliveTrouble(client.keepalive));
  client.on('error', (error) => abort(established ? protocolTrouble(error) : noMqttTrouble(remote)));
  client.on('connect', () => {
    if (ended || asked) return;
    established = true;
    events.established();
  });
  client.on('packetreceive', (packet) => {
    switch (packet.cmd) {
      case 'publish':
        events.message({
          topic: packet.topic,
          payload: typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload,
          retained: packet.retain,
          qos: packet.qos,
          properties: shownProperties(packet.properties),
          t: clock.now(),
        });
        return;
      case 'puback':
      case 'pubrec': {
        // mqtt.js tells whoever waits of a refusal only.
        const { messageId = 0 } = packet;
        const note = publishNote(packet);
        if (note !== '' && messageId in client.outgoing) notes.set(messageId, note);
        return;
      }
      case 'connack': {
        const code = packet.reasonCode ?? packet.returnCode ?? 0;
        if (code !== 0) trouble ??= refusedTrouble(code, packet.properties?.reasonString);
        return;
      }
      case 'disconnect':
        trouble ??= serverDisconnectTrouble(packet.reasonCode ?? 0, target.clientId, packet.properties?.reasonString);
        return;
    }
  });
  client.connect();

  return {
    subscribe: (subscriptions) =>
      answers.wait(late('failed', 'did not answer with SUBACK'), (settle) =>
        subscribeInOrder(client, subscriptions).then(settle),
      ),
    unsubscribe: (filters) =>
      answers.wait(late('failed', 'did not answer with UNSUBACK'), (settle) => {
        client.unsubscribe([...filters], (error, packet) => settle(unsubscribeAnswer(error, packet)));
      }),
    async publish({ topic, payload, qos, retain, properties }) {
      const limit = serverLimitTrouble(client.serverProperties, {
        topicBytes: utf8Length(topic),
        payloadBytes: payload.length,
        propertyBytes: propertyBytes(properties),
        qos,
        retain,
      });
      if (limit !== '') return err('refused', limit);
      let packetId: number | undefined;
      const cbStorePut = (): void => {
        packetId = client.getLastMessageId();
      };
      const start = (settle: (result: Result<string, 'refused' | 'failed'>) => void): void => {
        const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
        const options = { qos, retain, cbStorePut, ...(properties !== undefined && { properties }) };
        client.publish(topic, bytes, options, (error, packet) => {
          const answer = publishAnswer(error, packet);
          settle(answer.ok ? ok(notes.get(packetId ?? 0) ?? '') : answer);
        });
      };
      const result = await answers.wait<string, 'refused' | 'timeout'>(
        late('timeout', LATE_PUBLISH[qos]),
        start,
        client.serverProperties?.receiveMaximum,
      );
      notes.delete(packetId ?? 0);
      // Nobody waits for it any more: free its identifier and its payload.
      if (!result.ok && result.error.code === 'timeout' && packetId !== undefined)
        client.removeOutgoingMessage(packetId);
      return result;
    },
    end() {
      if (ended) return Promise.resolve();
      ending ??= new Promise((resolve) => {
        asked = true;
        answers.giveUp();
        const cancel = clock.after(END_TIMEOUT_MS, () => {
          stream.destroy();
          finish(); // whether the transport reports its close or not
        });
        onEnded = () => {
          cancel();
          resolve();
        };
        if (!established) {
          stream.destroy();
          return;
        }
        // A client with unanswered messages would wait for them before it says goodbye.
        for (const id of Object.keys(client.outgoing)) client.removeOutgoingMessage(Number(id));
        client.end();
      });
      return ending;
    },
    abort,
  };
}

const LATE_PUBLISH = [
  'takes no bytes',
  'did not answer with PUBACK',
  'did not answer with PUBREC and PUBCOMP',
] as const;

const late = <Code extends string>(code: Code, what: string): Err<Code> =>
  err(code, `The broker ${what} within ${ANSWER_TIMEOUT_S} s.`);
