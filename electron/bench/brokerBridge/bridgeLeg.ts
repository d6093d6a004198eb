import { Buffer } from 'node:buffer';
import type { Duplex } from 'node:stream';
import { type IClientOptions, MqttClient } from 'mqtt';
import type { ISubackPacket } from 'mqtt-packet';
import { createAwaitedAnswers } from '#bench/console/awaitedAnswers.ts';
import { publishAnswer } from '#bench/console/brokerAnswers.ts';
import {
  type ConnectTrouble,
  closedEarlyTrouble,
  closedTrouble,
  keepAliveTrouble,
  lostTrouble,
  noMqttTrouble,
  protocolTrouble,
  refusedTrouble,
  serverDisconnectTrouble,
} from '#bench/console/connectTrouble.ts';
import type { RemoteAddress } from '#bench/console/consoleUrl.ts';
import type { Clock } from '#shared/base/clock.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { utf8Length } from '#shared/base/utf8.ts';
import type { ForwardedMessage } from './forwardLane.ts';

/** How long a goodbye may take. */
const END_TIMEOUT_MS = 1000;
/** Unacknowledged messages at once, unless the broker takes fewer. */
const WINDOW = 16;

/** Why a leg ended. */
export interface LegEnd extends ConnectTrouble {
  /** How far it came: the broker was never reached, it sent no CONNACK, it refused with this code, or it accepted. */
  readonly reached: 'nobody' | 'no-connack' | 'accepted' | number;
}

export interface BridgeLegOptions {
  readonly clock: Clock;
  readonly stream: Duplex;
  /** Absent: the bench's own broker. */
  readonly address?: RemoteAddress;
  readonly client: IClientOptions & { readonly clientId: string };
  /**
   * Sets the top bit of the protocol level in CONNECT, which says "I am a bridge" to Mosquitto, aedes and others: they then
   * send no own message back and leave the retain flag as it was published. 3.1.1 has no other way to ask for that.
   */
  readonly bridgeFlag: boolean;
  readonly onReady: () => void;
  readonly onMessage: (message: ForwardedMessage) => void;
  /** Before the next message is taken: call back when there is room for it. */
  readonly whenRoom: (done: () => void) => void;
  /** Once, last. Null: asked for with `end`. */
  readonly onEnded: (end: LegEnd | null) => void;
}

/** One of the two connections of a bridge, from CONNECT to its end. */
export interface BridgeLeg {
  /** Asks for no-local and the retain flag as published, where the version has that. */
  subscribe(filters: readonly { filter: string; qos: 0 | 1 | 2 }[]): Promise<Result<readonly number[], 'failed'>>;
  /** Everything sent before the answer has come then. */
  ping(): Promise<Result<void, 'failed'>>;
  publish(message: ForwardedMessage, done: (trouble: string) => void): void;
  /** Messages that may be under way at once. */
  readonly window: number;
  end(): Promise<void>;
  abort(trouble: ConnectTrouble): void;
}

/** Speaks MQTT over an open stream with mqtt.js, which neither reconnects nor resends by itself here. */
export function openBridgeLeg(options: BridgeLegOptions): BridgeLeg {
  const { clock, stream, address, bridgeFlag, onReady, onMessage, whenRoom, onEnded } = options;
  const { clientId } = options.client;
  const answers = createAwaitedAnswers(clock);
  let trouble: ConnectTrouble | undefined;
  let reached: LegEnd['reached'] = 'no-connack';
  let asked = false;
  let ended = false;
  let tellEnded = (): void => {};
  let pongs: (() => void)[] = [];

  const abort = (reason: ConnectTrouble): void => {
    trouble ??= reason;
    stream.destroy();
  };
  const finish = (): void => {
    if (ended) return;
    ended = true;
    answers.giveUp();
    const why = trouble ?? (reached === 'accepted' ? closedTrouble() : closedEarlyTrouble(address));
    onEnded(asked ? null : { ...why, reached });
    tellEnded();
  };
  stream.on('error', (error) => {
    trouble ??= reached === 'accepted' ? lostTrouble(error) : closedEarlyTrouble(address);
  });
  stream.once('end', () => stream.destroy());
  stream.once('close', finish);

  const client = new MqttClient(() => stream, options.client);
  client.handleMessage = (_packet, done) => whenRoom(() => done());
  client.onKeepaliveTimeout = () => abort(keepAliveTrouble(client.keepalive));
  client.on('error', (error) => abort(reached === 'accepted' ? protocolTrouble(error) : noMqttTrouble(address)));
  // mqtt.js has no option for it; the packet it is about to write can be given the flag.
  client.on('packetsend', (packet) => {
    if (packet.cmd === 'connect' && bridgeFlag) Object.assign(packet, { bridgeMode: true });
  });
  client.on('connect', () => {
    if (!ended && !asked) onReady();
  });
  client.on('packetreceive', (packet) => {
    switch (packet.cmd) {
      case 'publish':
        // A copy: the bytes are a view of a chunk, which a waiting message would keep.
        onMessage({
          ...{ topic: packet.topic, qos: packet.qos, retain: packet.retain },
          payload: Buffer.from(packet.payload),
        });
        return;
      case 'connack': {
        const code = packet.reasonCode ?? packet.returnCode ?? 0;
        reached = code === 0 ? 'accepted' : code;
        if (code !== 0) trouble ??= refusedTrouble(code);
        return;
      }
      case 'pingresp': {
        const waiting = pongs;
        pongs = [];
        for (const pong of waiting) pong();
        return;
      }
      case 'disconnect':
        trouble ??= serverDisconnectTrouble(packet.reasonCode ?? 0, clientId);
        return;
    }
  });
  client.connect();

  const subscribeAt = (filters: readonly string[], qos: 0 | 1 | 2) =>
    answers.wait<readonly number[], 'failed'>(LATE_SUBACK, (settle) => {
      client.subscribe([...filters], { qos, nl: true, rap: true, rh: 0 }, (error, _grants, packet) =>
        settle(grantedCodes(error, packet, filters.length)),
      );
    });

  return {
    async subscribe(filters) {
      const codes = new Map<string, number>();
      for (const qos of [0, 1, 2] as const) {
        const group = filters.filter((each) => each.qos === qos).map(({ filter }) => filter);
        if (group.length === 0) continue;
        const result = await subscribeAt(group, qos);
        if (!result.ok) return result;
        for (const [index, filter] of group.entries()) codes.set(filter, result.value[index] ?? 0x80);
      }
      return ok(filters.map(({ filter }) => codes.get(filter) ?? 0x80));
    },
    ping: () =>
      answers.wait<void, 'failed'>(LATE_PONG, (settle) => {
        pongs.push(() => settle(ok(undefined)));
        client.sendPing();
      }),
    publish({ topic, payload, qos, retain }, done) {
      // 5.0 section 3.2.2.3: over these a broker would hang up. What it takes less of is passed on as it takes it.
      const { maximumQoS = 2, retainAvailable = true, maximumPacketSize = MAX_PACKET } = client.serverProperties ?? {};
      const size = utf8Length(topic) + payload.length + PUBLISH_OVERHEAD;
      if (size > maximumPacketSize) {
        done(`the broker takes packets up to ${maximumPacketSize} bytes, this one has about ${size}`);
        return;
      }
      const granted = { qos: qos > maximumQoS ? (LOWER[maximumQoS] ?? 0) : qos, retain: retain && retainAvailable };
      client.publish(topic, payload, granted, (error, packet) => {
        const answer = publishAnswer(error, packet);
        done(answer.ok ? '' : answer.error.message);
      });
    },
    get window() {
      return Math.min(WINDOW, client.serverProperties?.receiveMaximum ?? WINDOW);
    },
    end() {
      if (ended) return Promise.resolve();
      asked = true;
      return new Promise((resolve) => {
        const cancel = clock.after(END_TIMEOUT_MS, () => {
          stream.destroy();
          finish();
        });
        tellEnded = () => {
          cancel();
          resolve();
        };
        if (reached !== 'accepted') {
          stream.destroy();
          return;
        }
        for (const id of Object.keys(client.outgoing)) client.removeOutgoingMessage(Number(id));
        client.end();
      });
    },
    abort,
  };
}

/** The protocol's own limit (2.2.3). */
const MAX_PACKET = 268_435_455;
/** The most a PUBLISH adds to topic and payload: fixed header, lengths, packet identifier, empty properties. */
const PUBLISH_OVERHEAD = 10;
const LOWER: readonly (0 | 1)[] = [0, 1];

/** The codes of a SUBACK, one for each filter in their order. */
function grantedCodes(
  error: unknown,
  packet: ISubackPacket | undefined,
  count: number,
): Result<readonly number[], 'failed'> {
  const codes = packet?.granted.map(Number) ?? [];
  if (codes.length === count) return ok(codes);
  return err(
    'failed',
    `The subscription failed: ${error instanceof Error ? error.message : 'a SUBACK of another length'}.`,
  );
}

const LATE_SUBACK = err('failed', 'The broker did not answer the subscription in time.');
const LATE_PONG = err('failed', 'The broker did not answer a PINGREQ in time.');
