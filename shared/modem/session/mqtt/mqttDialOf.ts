import type { MqttDial } from '../../mqtt/mqttTypes.ts';
import type { MqttDraft, MqttOptions } from './mqttDraft.ts';
import type { Acquisition, ConnectArguments } from './mqttSlotTypes.ts';

/** For TCP with TLS, and for the CONNACK after that: the manual gives AT+CMQTTCONNECT 120 s in all. */
const STEP_MS = 60_000;

/** The connection that a client with all that it was told asks for. A will needs its topic and its message. */
export function mqttDialOf(
  { host, port, keepAlive, clean, user, password }: ConnectArguments,
  { clientId, level }: Acquisition,
  { willTopic, willMessage }: MqttDraft,
  { seconds }: MqttOptions,
  tls: MqttDial['tls'],
): MqttDial {
  const will = willTopic === null || willMessage === null ? null : { topic: willTopic, ...willMessage, retain: false };
  return {
    ...{ host, port, tls, connectMs: STEP_MS, connackMs: Math.min(seconds * 1000, STEP_MS) },
    connect: { level, clientId, keepAlive, clean, will, user, password },
  };
}
