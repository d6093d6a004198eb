import type { IClientOptions } from 'mqtt';
import { HandshakeStore } from '#bench/console/handshakeStore.ts';
import { createKeepAliveTimer } from '#bench/console/keepAliveTimer.ts';
import type { Clock } from '#shared/base/clock.ts';
import type { CheckedBridge } from './checkBridge.ts';

/** Seconds a 5.0 broker keeps a session that is to be kept (section 3.1.2.11.2). */
const KEPT_SESSION_S = 86_400;
/** No timeout of its own: the session has one for dialling and CONNACK together. */
const NEVER_MS = 2_147_483_647;

const common = (clock: Clock): IClientOptions => ({
  manualConnect: true,
  reconnectPeriod: 0,
  resubscribe: false,
  queueQoSZero: false,
  connectTimeout: NEVER_MS,
  incomingStore: new HandshakeStore(),
  protocolId: 'MQTT',
  timerVariant: createKeepAliveTimer(clock),
  log: () => {},
});

type LegClient = IClientOptions & { readonly clientId: string };

/** The client at the bench's own broker. */
export const localLegOptions = (clientId: string, clock: Clock): LegClient => ({
  ...common(clock),
  ...{ clientId, protocolVersion: 4, clean: true, keepalive: 0 },
});

/** The client at the remote broker. */
export const remoteLegOptions = (bridge: CheckedBridge, clock: Clock): LegClient => ({
  ...common(clock),
  ...{ clientId: bridge.clientId, protocolVersion: bridge.level, clean: bridge.clean, keepalive: bridge.keepAlive },
  ...(bridge.username !== '' && { username: bridge.username }),
  ...(bridge.password !== '' && { password: bridge.password }),
  ...(bridge.level === 5 && !bridge.clean && { properties: { sessionExpiryInterval: KEPT_SESSION_S } }),
});
