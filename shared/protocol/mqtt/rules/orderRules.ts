import type { Rule } from './ruleTypes.ts';

/** Who sends what, and in which order. */
export const ORDER_RULES = {
  wrongSender: {
    severity: 'error',
    clauses: ['3', '2.2.1', '2.1.2'],
    advice:
      'Send only the packets of your side: clients never send CONNACK, SUBACK, UNSUBACK or PINGRESP, servers never CONNECT, SUBSCRIBE, UNSUBSCRIBE or PINGREQ.',
  },
  firstNotConnect: {
    severity: 'error',
    clauses: ['3.1', 'MQTT-3.1.0-1', 'MQTT-3.1.0-1'],
    advice: 'Send CONNECT first, and wait for CONNACK before relying on anything else.',
  },
  firstNotConnack: {
    severity: 'error',
    clauses: ['3.2', 'MQTT-3.2.0-1', 'MQTT-3.2.0-1'],
    advice: 'Answer the CONNECT before anything else is sent.',
  },
  beginsWithoutConnect: {
    severity: 'info',
    clauses: ['3.1', 'MQTT-3.1.0-1', 'MQTT-3.1.0-1'],
    advice: 'Send CONNECT first if the connection begins here; nothing is wrong if this is a part of one.',
  },
  secondConnect: {
    severity: 'error',
    clauses: ['3.1', 'MQTT-3.1.0-2', 'MQTT-3.1.0-2'],
    advice: 'Send CONNECT once: close the TCP connection and open a new one to connect again.',
  },
  secondConnack: {
    severity: 'error',
    clauses: ['3.2', '3.2', 'MQTT-3.2.0-2'],
    advice: 'Answer a CONNECT with one CONNACK.',
  },
  afterDisconnect: {
    severity: 'error',
    clauses: ['3.14', 'MQTT-3.14.4-2', 'MQTT-3.14.4-1'],
    advice: 'Send DISCONNECT last, and close the connection behind it.',
  },
  levelGuessed: {
    severity: 'info',
    clauses: ['', '', ''],
    advice: 'Put the CONNECT in front of it, or say which version the connection speaks.',
  },
} as const satisfies Record<string, Rule>;
