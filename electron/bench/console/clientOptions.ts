import type { IClientOptions } from 'mqtt';
import type { Clock } from '#shared/base/clock.ts';
import { NO_CONNECT_PROPERTIES } from '#shared/contract/mqttProperties.ts';
import type { CheckedTarget } from './consoleTarget.ts';
import { HandshakeStore } from './handshakeStore.ts';
import { createKeepAliveTimer } from './keepAliveTimer.ts';
import { encodeConnectProperties } from './mqttProperties.ts';

/** Seconds a 5.0 broker keeps a session that the user wants kept: 5.0 has no other way to say it (section 3.1.2.11.2). */
const KEPT_SESSION_S = 86_400;
/** No timeout of its own: the session's covers dialling and CONNACK together. */
const NEVER_MS = 2_147_483_647;

/** How the console uses mqtt.js: as the protocol of one connection, with nothing repeated or queued behind our back. */
export function clientOptions(target: CheckedTarget, clock: Clock): IClientOptions {
  const { properties = NO_CONNECT_PROPERTIES } = target;
  // No topicAliasMaximum: without it a broker may use no aliases, and every PUBLISH names its topic.
  const onConnect =
    target.level === 5 ? encodeConnectProperties(properties, target.clean ? 0 : KEPT_SESSION_S) : undefined;
  return {
    manualConnect: true,
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
    connectTimeout: NEVER_MS,
    incomingStore: new HandshakeStore(),
    protocolId: 'MQTT',
    protocolVersion: target.level,
    clientId: target.clientId,
    clean: target.clean,
    keepalive: target.keepAlive,
    timerVariant: createKeepAliveTimer(clock),
    log: () => {},
    ...(target.username !== '' && { username: target.username }),
    ...(target.password !== '' && { password: target.password }),
    ...(onConnect !== undefined && { properties: onConnect }),
  };
}
