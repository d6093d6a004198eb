import type { MqttLevel } from '../../../model/row.ts';

/** The statements about a connection as a whole, in 3.1.1 (by which 3.1 is read too) and in 5.0. */
const CLAUSES = {
  clientIdentifierInUse: ['MQTT-2.3.1-2', 'MQTT-2.2.1-3'],
  serverIdentifierInUse: ['MQTT-2.3.1-4', 'MQTT-2.2.1-4'],
  secondConnect: ['MQTT-3.1.0-2', 'MQTT-3.1.0-2'],
  afterDisconnect: ['MQTT-3.14.4-2', 'MQTT-3.14.4-1'],
  answersQos1: ['MQTT-4.3.2-2', 'MQTT-4.3.2-4'],
  answersQos2: ['MQTT-4.3.3-2', 'MQTT-4.3.3-8'],
  closesAfterRefusal: ['MQTT-3.2.2-5', 'MQTT-3.2.2-7'],
  takeover: ['MQTT-3.1.4-2', 'MQTT-3.1.4-3'],
  keepAlive: ['MQTT-3.1.2-24', 'MQTT-3.1.2-22'],
  willDiscarded: ['MQTT-3.14.4-3', 'MQTT-3.14.4-3'],
  willPublished: ['MQTT-3.1.2-8', 'MQTT-3.1.2-8'],
} as const;

/** `[MQTT-3.1.0-2]` of the version a level is read by. */
export const clauseOf = (name: keyof typeof CLAUSES, level: MqttLevel): string =>
  `[${CLAUSES[name][level === 5 ? 1 : 0]}]`;
