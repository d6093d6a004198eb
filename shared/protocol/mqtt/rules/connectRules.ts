import type { Rule } from './ruleTypes.ts';

const CONNECT = '3.1';
const CONNACK = '3.2';

/** CONNECT and its answer. */
export const CONNECT_RULES = {
  protocolName: {
    severity: 'error',
    clauses: [CONNECT, 'MQTT-3.1.2-1', 'MQTT-3.1.2-1'],
    advice: 'Send "MQTT" with level 4 (3.1.1) and 5 (5.0), "MQIsdp" with level 3 (3.1), in these letters.',
  },
  protocolLevel: {
    severity: 'error',
    clauses: [CONNECT, 'MQTT-3.1.2-2', 'MQTT-3.1.2-2'],
    advice: 'Send protocol level 4 for MQTT 3.1.1, 5 for 5.0, 3 for 3.1.',
  },
  bridgeBit: {
    severity: 'info',
    clauses: [CONNECT, '3.1.2.2', '3.1.2.2'],
    advice: 'Keep it only towards Mosquitto: other servers refuse such a level.',
  },
  connectReservedFlag: {
    severity: 'error',
    clauses: [CONNECT, 'MQTT-3.1.2-3', 'MQTT-3.1.2-3'],
    advice: 'Clear bit 0 of the connect flags.',
  },
  willQos3: {
    severity: 'error',
    clauses: [CONNECT, 'MQTT-3.1.2-14', 'MQTT-3.1.2-12'],
    advice: 'Set the will QoS (bits 4 and 3 of the connect flags) to 0, 1 or 2.',
  },
  willQosWithoutWill: {
    severity: 'error',
    clauses: [CONNECT, 'MQTT-3.1.2-13', 'MQTT-3.1.2-11'],
    advice: 'Clear bits 4 and 3 of the connect flags, or set the will flag (bit 2) and send a will.',
  },
  willRetainWithoutWill: {
    severity: 'error',
    clauses: [CONNECT, 'MQTT-3.1.2-15', 'MQTT-3.1.2-13'],
    advice: 'Clear bit 5 of the connect flags, or set the will flag (bit 2) and send a will.',
  },
  willMissing: {
    severity: 'error',
    clauses: [CONNECT, 'MQTT-3.1.2-9', 'MQTT-3.1.2-9'],
    advice: 'Send will topic and will message behind the client identifier, or clear the will flag (bit 2).',
  },
  userNameMissing: {
    severity: ['warning', 'error', 'error'],
    clauses: [CONNECT, 'MQTT-3.1.2-19', 'MQTT-3.1.2-17'],
    advice: 'Send the user name, or clear bit 7 of the connect flags.',
  },
  passwordMissing: {
    severity: ['warning', 'error', 'error'],
    clauses: [CONNECT, 'MQTT-3.1.2-21', 'MQTT-3.1.2-19'],
    advice: 'Send the password, or clear bit 6 of the connect flags.',
  },
  passwordWithoutUser: {
    severity: 'error',
    clauses: [CONNECT, 'MQTT-3.1.2-22', ''],
    advice:
      'Send a user name too (an empty one will do), or clear bit 6 of the connect flags. Only 5.0 allows a password alone.',
  },
  connectExtraFields: {
    severity: 'error',
    clauses: [CONNECT, '3.1.3', '3.1.3'],
    advice:
      'Set the connect flag of every field you send (will bit 2, password bit 6, user name bit 7), and check the remaining ' +
      'length.',
  },
  clientIdLength: {
    severity: ['error', 'info', 'info'],
    clauses: [CONNECT, 'MQTT-3.1.3-5', 'MQTT-3.1.3-5'],
    advice:
      'Keep the client identifier to 1 to 23 letters and digits: every server must take these, longer ones only some.',
  },
  emptyClientIdNeedsClean: {
    severity: 'error',
    clauses: [CONNECT, 'MQTT-3.1.3-7', ''],
    advice: 'Set clean session (bit 1 of the connect flags), or send a client identifier.',
  },
  authDataWithoutMethod: {
    severity: 'error',
    clauses: ['', '', '3.1.2.11.10'],
    advice: 'Send the authentication method too, or leave the authentication data out.',
  },
  connackReservedFlags: {
    severity: ['warning', 'error', 'error'],
    clauses: [CONNACK, '3.2.2.1', 'MQTT-3.2.2-1'],
    advice: 'Only bit 0 (session present) of the connect acknowledge flags may be set.',
  },
  sessionPresentRefused: {
    severity: 'error',
    clauses: [CONNACK, 'MQTT-3.2.2-4', 'MQTT-3.2.2-6'],
    advice: 'Clear session present when the connection is refused.',
  },
  connackReturnCode: {
    severity: 'error',
    clauses: [CONNACK, '3.2.2.3', '3.2.2.2'],
    advice: 'Answer with a return code from 0 to 5, or close the connection without one.',
  },
  connackOldForm: {
    severity: 'error',
    clauses: ['', '', '3.2.2.3'],
    advice:
      'The server speaks 3.1.1 only: connect with protocol level 4. A server of 5.0 sends a property length, 0 when there ' +
      'are none.',
  },
} as const satisfies Record<string, Rule>;
