import type { AckOutcome, DialFailure, MqttLoss } from '../../mqtt/mqttTypes.ts';
import type { SslProblem } from '../ssl/sslContexts.ts';

/** `<err>` of the MQTT commands (V3.00 16.3.1). */
export const MQTT_ERROR = {
  none: 0,
  failed: 1,
  badUtf8: 2,
  connectFailed: 3,
  socketNotCreated: 4,
  receiveFailed: 6,
  networkNotOpened: 7,
  notStarted: 9,
  noConnection: 11,
  parameter: 12,
  notSupported: 13,
  busy: 14,
  sendingFailed: 16,
  timeout: 17,
  topicEmpty: 18,
  alreadyAcquired: 19,
  notAcquired: 20,
  notReleased: 21,
  length: 22,
  alreadyStarted: 23,
  packet: 24,
  dns: 25,
  closedByServer: 26,
  handshake: 32,
  certificateNotSet: 33,
  sslNotOpened: 34,
} as const;

/** CONNACK with return code n is error 26 + n. */
export const refusalError = (returnCode: number): number => MQTT_ERROR.closedByServer + Math.min(returnCode, 5);

export const DIAL_ERRORS: { readonly [Reason in DialFailure]: number } = {
  network: MQTT_ERROR.socketNotCreated,
  dns: MQTT_ERROR.dns,
  unreachable: MQTT_ERROR.connectFailed,
  certificate: MQTT_ERROR.sslNotOpened,
  handshake: MQTT_ERROR.handshake,
  closed: MQTT_ERROR.closedByServer,
  timeout: MQTT_ERROR.timeout,
  malformed: MQTT_ERROR.packet,
};

export const SSL_ERRORS: { readonly [Reason in SslProblem]: number } = {
  'not-set': MQTT_ERROR.certificateNotSet,
  'bad-file': MQTT_ERROR.sslNotOpened,
};

export const ACK_ERRORS: { readonly [Outcome in AckOutcome]: number } = {
  done: MQTT_ERROR.none,
  refused: MQTT_ERROR.failed,
  timeout: MQTT_ERROR.timeout,
  closed: MQTT_ERROR.receiveFailed,
  'not-sent': MQTT_ERROR.sendingFailed,
};

/** `<cause>` of +CMQTTCONNLOST (16.3.2). */
export const LOSS_CAUSES: { readonly [Reason in MqttLoss]: number } = { peer: 1, reset: 2, network: 3 };

/** Codes that are answered at once, in place of OK: they speak of the client, not of the network. */
export const isToldAtOnce = (code: number): boolean =>
  (code >= MQTT_ERROR.notStarted && code <= MQTT_ERROR.busy) ||
  (code >= MQTT_ERROR.topicEmpty && code <= MQTT_ERROR.alreadyStarted) ||
  code === MQTT_ERROR.badUtf8;
