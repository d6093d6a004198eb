import { CLIENT, MQTT_ERR } from '../commands/mqtt/mqttFields.ts';
import { m3 } from '../entryBuilders.ts';
import type { UrcEntry } from '../entryTypes.ts';
import { choice, integer, string, text, withUnit } from '../fields.ts';
import { failureWords } from '../outcomes.ts';
import { urc } from './urc.ts';

const LOST: Readonly<Record<string, string>> = {
  1: 'the broker or something between closed the connection',
  2: 'the connection was reset',
  3: 'the data connection is lost',
};
const CAUSE = choice('cause', 'cause', LOST, { judge: () => 'error' });

const TOPIC_LENGTH = integer('topic_total_len', 'bytes of the topic', { unit: 'B' });
const PAYLOAD_LENGTH = integer('payload_total_len', 'bytes of the payload', { unit: 'B' });
const PART = integer('sub_len', 'bytes that follow', { unit: 'B' });

/** MQTT (V3.00 16.3.2). */
export const MQTT_URCS: readonly UrcEntry[] = [
  urc({
    name: '+CMQTTCONNLOST',
    title: 'Connection to the broker lost',
    meaning:
      'Connect again: AT+CMQTTDISC, AT+CMQTTREL, AT+CMQTTACCQ, AT+CMQTTCONNECT. 1 soon after a PUBLISH or SUBSCRIBE: the broker did not allow it. 1 after silence: the keep-alive was not served.',
    fields: [CLIENT, CAUSE],
    sentence: ([client = '', cause = '']) =>
      `client ${client}: connection lost, ${LOST[cause] ?? (cause === '' ? 'cause not given' : `cause ${cause}`)}`,
    severity: 'error',
    section: m3('16.3.2'),
  }),
  urc({
    name: '+CMQTTPING',
    title: 'Keep-alive failed',
    meaning: 'The ping to the broker was not sent or not answered: disconnect and connect again.',
    fields: [CLIENT, MQTT_ERR],
    sentence: ([client = '', code = '']) => `client ${client}: keep-alive failed, ${failureWords('mqtt', code)}`,
    severity: 'error',
    section: m3('16.3.2'),
  }),
  urc({
    name: '+CMQTTNONET',
    title: 'MQTT without network',
    meaning: 'The data connection is lost and the MQTT service with it: begin again with AT+CMQTTSTART.',
    sentence: () => 'no network: MQTT must be started again',
    severity: 'error',
    section: m3('16.3.2'),
  }),
  urc({
    name: '+CMQTTRXSTART',
    title: 'Message received',
    meaning: 'A message begins: topic, payload and +CMQTTRXEND follow. Quality of service and retain are not told.',
    fields: [CLIENT, TOPIC_LENGTH, PAYLOAD_LENGTH],
    sentence: ([client = '', topic = '', payload = '']) =>
      `client ${client}: a message, topic ${withUnit(topic, 'B')}, payload ${withUnit(payload, 'B')}`,
    severity: 'ok',
    section: m3('16.3.2'),
  }),
  urc({
    name: '+CMQTTRXTOPIC',
    title: 'Topic of a received message',
    meaning: 'So many bytes of the topic follow; it may come in parts. Read them by count, not by line.',
    fields: [CLIENT, PART],
    sentence: ([client = '', length = '']) => `client ${client}: ${withUnit(length, 'B')} of the topic follow`,
    severity: 'ok',
    section: m3('16.3.2'),
  }),
  urc({
    name: '+CMQTTRXPAYLOAD',
    title: 'Payload of a received message',
    meaning:
      'So many bytes of the payload follow, at most 1500; it may come in parts. Read them by count: they may hold line ends, OK or +.',
    fields: [CLIENT, PART],
    sentence: ([client = '', length = '']) => `client ${client}: ${withUnit(length, 'B')} of the payload follow`,
    severity: 'ok',
    section: m3('16.3.2'),
  }),
  urc({
    name: '+CMQTTRXEND',
    title: 'End of a received message',
    meaning: 'The message is complete. Do not send commands between +CMQTTRXSTART and this.',
    fields: [CLIENT],
    sentence: ([client = '']) => `client ${client}: the message is complete`,
    severity: 'ok',
    section: m3('16.3.2'),
  }),
  urc({
    name: '+CMQTTRECV',
    families: ['a76xx'],
    title: 'Message received',
    meaning: 'A message on one line, after AT+CMQTTCFG="argtopic",….',
    fields: [
      CLIENT,
      string('topic', 'topic'),
      integer('payload_len', 'bytes of the payload', { unit: 'B' }),
      text('payload', 'payload'),
    ],
    sentence: ([client = '', topic = '', length = '']) =>
      `client ${client}: a message to ${topic}, payload ${withUnit(length, 'B')}`,
    severity: 'ok',
    section: 'seen on A7670',
  }),
];
