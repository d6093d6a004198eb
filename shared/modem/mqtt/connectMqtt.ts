import { encodeConnect, encodeDisconnect, encodePingreq } from '../../protocol/mqtt/encode/encodeConnect.ts';
import { encodePublish, encodePublishAck } from '../../protocol/mqtt/encode/encodePublish.ts';
import { encodeSubscribe, encodeUnsubscribe } from '../../protocol/mqtt/encode/encodeSubscribe.ts';
import type { PacketSummary, SummaryOf } from '../../protocol/mqtt/summary.ts';
import type { NetEnd } from '../modemNetwork.ts';
import { createIncomingPackets } from './incomingPackets.ts';
import { type Ack, createInFlight } from './inFlight.ts';
import { createKeepAlive } from './keepAlive.ts';
import type {
  AckOutcome,
  DialFailure,
  DialOutcome,
  IncomingMessage,
  MqttClient,
  MqttClientPorts,
  MqttDial,
  MqttLoss,
} from './mqttTypes.ts';

/** `dialling`: TCP and TLS; `asking`: CONNECT is sent; `leaving`: DISCONNECT is sent. */
type State = 'dialling' | 'asking' | 'open' | 'leaving' | 'over';

const ACKS = { 0: [], 1: ['PUBACK'], 2: ['PUBREC', 'PUBCOMP'] } as const satisfies Record<number, readonly Ack[]>;

/** Connects to a broker as an MQTT 3.1 or 3.1.1 client. `done` is called once, unless `drop` or `disconnect` come before. */
export function connectMqtt(dial: MqttDial, ports: MqttClientPorts, done: (outcome: DialOutcome) => void): MqttClient {
  const { after } = ports;
  let state: State = 'dialling';
  let cancelConnack = (): void => undefined;
  let left = (): void => undefined;
  let dropped = false;
  /** QoS 2 messages that were reported and not yet released (MQTT 3.1.1, 4.3.3). */
  const received = new Set<number>();
  const inFlight = createInFlight(after);

  const send = (packet: Uint8Array): boolean => {
    const sent = stream.write(packet);
    if (sent) keepAlive.sent();
    return sent;
  };
  const keepAlive = createKeepAlive({
    seconds: dial.connect.keepAlive,
    after,
    ping: () => stream.write(encodePingreq()),
    onFailed: ports.onPingFailed,
    held: ports.pingsHeld,
  });
  /** Nothing is said by it any more; the connection is closed if it is not. */
  const finish = (): void => {
    state = 'over';
    cancelConnack();
    keepAlive.stop();
    stream.close();
  };
  const fail = (reason: DialFailure): void => {
    finish();
    done({ type: 'failed', reason });
  };
  const lose = (reason: MqttLoss): void => {
    finish();
    inFlight.end('closed');
    ports.onLost(reason);
  };
  const ended = (reason: NetEnd): void => {
    if (state === 'dialling') fail(dialFailure(reason));
    else if (state === 'asking') fail(reason === 'bearer' ? 'network' : 'closed');
    else if (state === 'open') lose(reason === 'peer' ? 'peer' : reason === 'bearer' ? 'network' : 'reset');
    else if (state === 'leaving') left();
  };
  const malformed = (): void => {
    if (state === 'asking') fail('malformed');
    else if (state === 'open') lose('reset');
  };

  const onPacket = (packet: PacketSummary): void => {
    if (state === 'asking') {
      if (packet.type !== 'CONNACK') malformed();
      else if (packet.result.ok) accepted();
      else refused(packet.result.code);
    } else if (state === 'open') {
      inSession(packet);
    }
  };
  const accepted = (): void => {
    state = 'open';
    cancelConnack();
    keepAlive.sent();
    done({ type: 'accepted' });
  };
  const refused = (returnCode: number): void => {
    finish();
    done({ type: 'refused', returnCode });
  };
  const inSession = (packet: PacketSummary): void => {
    switch (packet.type) {
      case 'PUBREC':
        // Released also when nobody waits for it any more: else the broker keeps it for ever.
        send(encodePublishAck('PUBREL', packet.packetId));
        inFlight.acknowledge('PUBREC', packet.packetId, false);
        break;
      case 'PUBACK':
      case 'PUBCOMP':
      case 'UNSUBACK':
        inFlight.acknowledge(packet.type, packet.packetId, false);
        break;
      case 'SUBACK':
        inFlight.acknowledge(
          'SUBACK',
          packet.packetId,
          packet.codes.some(({ ok }) => !ok),
        );
        break;
      case 'PUBREL':
        received.delete(packet.packetId);
        send(encodePublishAck('PUBCOMP', packet.packetId));
        break;
      case 'PINGRESP':
        keepAlive.answered();
        break;
      default:
        malformed();
    }
  };
  const onPublish = ({ qos, packetId }: SummaryOf<'PUBLISH'>, message: IncomingMessage | null): void => {
    if (state !== 'open') return;
    const again = qos === 2 && received.has(packetId ?? 0);
    if (packetId !== null && packetId > 0) {
      if (qos === 2) received.add(packetId);
      send(encodePublishAck(qos === 2 ? 'PUBREC' : 'PUBACK', packetId));
    }
    if (message !== null && !again) ports.onMessage(message);
  };

  const incoming = createIncomingPackets({ onPacket, onPublish, onMalformed: malformed });
  const stream = ports.network.connect(
    { host: dial.host, port: dial.port, tls: dial.tls, timeoutMs: dial.connectMs },
    {
      onOpen() {
        if (state !== 'dialling') return;
        state = 'asking';
        cancelConnack = after(dial.connackMs, () => fail('timeout'));
        stream.write(encodeConnect(dial.connect));
      },
      onData(bytes) {
        if (state === 'asking' || state === 'open') incoming.feed(bytes);
      },
      onEnd: ended,
    },
  );

  /** What is known at once is told in a turn of its own. */
  const later = (report: (outcome: AckOutcome) => void, outcome: AckOutcome): void => {
    after(0, () => {
      if (!dropped) report(outcome);
    });
  };
  /** Sends a packet that is acknowledged. */
  const ask = (
    acks: readonly Ack[],
    packet: (packetId: number) => Uint8Array,
    timeoutMs: number,
    report: (outcome: AckOutcome) => void,
  ): void => {
    const packetId = state === 'open' ? inFlight.begin(acks, timeoutMs, report) : null;
    if (packetId === null) later(report, 'not-sent');
    else send(packet(packetId));
  };

  return {
    publish({ deaf, ...message }, timeoutMs, report) {
      if (message.qos > 0) {
        const acks: readonly Ack[] = deaf ? ['never'] : ACKS[message.qos];
        ask(acks, (packetId) => encodePublish({ ...message, packetId }), timeoutMs, report);
      } else {
        const sent = state === 'open' && send(encodePublish({ ...message, packetId: 0 }));
        later(report, sent ? 'done' : 'not-sent');
      }
    },
    subscribe: (topics, timeoutMs, report) =>
      ask(['SUBACK'], (packetId) => encodeSubscribe(packetId, topics), timeoutMs, report),
    unsubscribe: (filters, timeoutMs, report) =>
      ask(['UNSUBACK'], (packetId) => encodeUnsubscribe(packetId, filters), timeoutMs, report),
    disconnect(timeoutMs, report) {
      const atOnce = state === 'over';
      let cancel = (): void => undefined;
      left = () => {
        state = 'over';
        cancel();
        if (!dropped) report();
      };
      if (state === 'open') stream.write(encodeDisconnect());
      inFlight.end(null);
      finish();
      state = 'leaving';
      cancel = after(atOnce ? 0 : timeoutMs, left);
    },
    drop() {
      dropped = true;
      inFlight.end(null);
      finish();
    },
  };
}

function dialFailure(reason: NetEnd): DialFailure {
  switch (reason) {
    case 'dns':
      return 'dns';
    case 'bearer':
      return 'network';
    case 'handshake':
      return 'handshake';
    case 'certificate':
      return 'certificate';
    default:
      return 'unreachable';
  }
}
