import type { Rule } from './ruleTypes.ts';

/** PUBLISH, subscriptions and the acknowledgements. */
export const MESSAGE_RULES = {
  qos3: {
    severity: 'error',
    clauses: ['2.1', 'MQTT-3.3.1-4', 'MQTT-3.3.1-4'],
    advice: 'Set only one of bits 2 and 1 of the first byte: 00 is QoS 0, 01 QoS 1, 10 QoS 2.',
  },
  dupAtQos0: {
    severity: 'error',
    clauses: ['2.1', 'MQTT-3.3.1-2', 'MQTT-3.3.1-2'],
    advice: 'Clear DUP (bit 3 of the first byte) at QoS 0: such a message is never sent again.',
  },
  payloadNotUtf8: {
    severity: 'warning',
    clauses: ['', '', '3.3.2.3.2'],
    advice: 'Send UTF-8, or leave the payload format indicator out (or at 0) for bytes.',
  },
  willPayloadNotUtf8: {
    severity: 'warning',
    clauses: ['', '', '3.1.3.2.3'],
    advice: 'Send a will in UTF-8, or leave its payload format indicator out (or at 0) for bytes.',
  },
  subscriptionIdFromClient: {
    severity: 'error',
    clauses: ['', '', 'MQTT-3.3.4-6'],
    advice: 'Leave the subscription identifier out: the server adds it to what it delivers.',
  },
  subscribeEmpty: {
    severity: 'error',
    clauses: ['3.8', 'MQTT-3.8.3-3', 'MQTT-3.8.3-2'],
    advice: 'Name at least one topic filter with its QoS, or do not send the packet.',
  },
  unsubscribeEmpty: {
    severity: 'error',
    clauses: ['3.10', 'MQTT-3.10.3-2', 'MQTT-3.10.3-2'],
    advice: 'Name at least one topic filter, or do not send the packet.',
  },
  subscribeQos3: {
    severity: 'error',
    clauses: ['3.8', 'MQTT-3-8.3-4', '3.8.3.1'],
    advice: 'Ask for QoS 0, 1 or 2 in the byte behind the topic filter.',
  },
  subscribeReservedBits: {
    severity: ['warning', 'error', 'error'],
    clauses: ['3.8', 'MQTT-3-8.3-4', 'MQTT-3.8.3-5'],
    advice: 'Clear the reserved bits of the byte behind the topic filter: bits 7 to 2 before 5.0, bits 7 and 6 in 5.0.',
  },
  retainHandling3: {
    severity: 'error',
    clauses: ['', '', '3.8.3.1'],
    advice: 'Set retain handling (bits 5 and 4) to 0, 1 or 2.',
  },
  noLocalShared: {
    severity: 'error',
    clauses: ['', '', 'MQTT-3.8.3-4'],
    advice: 'Clear no local (bit 2) for a shared subscription.',
  },
  subackEmpty: {
    severity: 'error',
    clauses: ['3.9', 'MQTT-3.8.4-5', 'MQTT-3.8.4-6'],
    advice: 'Answer with one code for each topic filter of the SUBSCRIBE, in its order.',
  },
  subackReturnCode: {
    severity: 'error',
    clauses: ['3.9', 'MQTT-3.9.3-2', 'MQTT-3.9.3-2'],
    advice: 'Answer each topic filter with 0, 1 or 2 (granted QoS) or 0x80 (refused; since 3.1.1).',
  },
  unsubackEmpty: {
    severity: 'error',
    clauses: ['', '', '3.11.3'],
    advice: 'Answer with one reason code for each topic filter of the UNSUBSCRIBE, in its order.',
  },
  reasonCode: {
    severity: 'error',
    clauses: ['', '', '2.4'],
    advice: 'Use a reason code that the table of this packet lists.',
  },
  reasonCodeSender: {
    severity: 'error',
    clauses: ['', '', '2.4'],
    advice: 'Use a reason code that this side may send.',
  },
} as const satisfies Record<string, Rule>;
