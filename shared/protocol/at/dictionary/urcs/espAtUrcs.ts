import { ESP_HOST, ESP_LINK, ESP_PORT, ESP_RECONNECT, ESP_SCHEME } from '../commands/wifi/espAtMqtt.ts';
import type { UrcEntry } from '../entryTypes.ts';
import { integer, string, text, withUnit } from '../fields.ts';
import { urc } from './urc.ts';

const espAt = (entry: Omit<Parameters<typeof urc>[0], 'families' | 'section'>): UrcEntry =>
  urc({ families: ['esp-at'], section: 'ESP-AT messages', ...entry });

const SIZE = integer('len', 'bytes that follow', { unit: 'B' });

/** `+IPD,<len>:`, `+IPD,<link>,<len>:` and both with the address and port of the sender. */
const receivedBytes = (fields: readonly string[]): string => {
  const numbers = fields.filter((field) => /^\d+(:.*)?$/s.test(field)).map((field) => Number.parseInt(field, 10));
  return String(numbers[numbers.length >= 2 && !/:/.test(fields[0] ?? '') ? 1 : 0] ?? '');
};

/** What ESP-AT prints by itself. */
export const ESP_AT_URCS: readonly UrcEntry[] = [
  espAt({
    name: 'ready',
    title: 'Module ready',
    meaning:
      'The module has started. Noise just before it is its boot loader at another rate (74880 baud on ESP8266): harmless. Without AT+RST or power-on before it, it restarted by itself.',
  }),
  espAt({
    name: 'WIFI CONNECTED',
    title: 'Wi-Fi connected',
    meaning: 'There is no address yet: wait for WIFI GOT IP.',
    severity: 'ok',
  }),
  espAt({ name: 'WIFI GOT IP', title: 'Wi-Fi ready', meaning: 'Connections can be opened now.', severity: 'ok' }),
  espAt({
    name: 'WIFI DISCONNECT',
    title: 'Wi-Fi lost',
    meaning: 'All connections over it are lost: access point gone, too far, or another password.',
    severity: 'error',
  }),
  espAt({
    name: 'busy p...',
    title: 'Busy',
    meaning: 'The command was dropped: the one before is still being executed. Wait for its OK or ERROR.',
    severity: 'warning',
  }),
  espAt({
    name: 'busy s...',
    title: 'Busy sending',
    meaning: 'The command was dropped: data is being sent. Wait for SEND OK.',
    severity: 'warning',
  }),
  espAt({
    name: 'Recv',
    title: 'Data taken',
    meaning: 'So many bytes were taken from the serial port; SEND OK follows.',
    fields: [text('count', 'bytes')],
    severity: 'ok',
  }),
  espAt({
    name: 'Will force to restart!!!',
    title: 'Restarts itself',
    meaning: 'The module restarts because of an error or a changed setting.',
    severity: 'warning',
  }),
  espAt({
    name: 'CLOSED',
    title: 'Connection closed',
    meaning: 'The other end hung up, or the connection was closed by command.',
    sentence: () => 'the connection is closed',
    severity: 'warning',
  }),
  espAt({
    name: '+IPD',
    title: 'Received data',
    meaning: 'So many bytes follow behind the colon. Read them by count, not by line.',
    fields: [text('header', 'link, length, sender')],
    sentence: (fields) => `${withUnit(receivedBytes(fields), 'B')} received`,
    severity: 'ok',
  }),
  espAt({
    name: '+MQTTCONNECTED',
    title: 'Connected to the broker',
    meaning: 'Also after connecting again by itself: subscriptions may be gone.',
    fields: [ESP_LINK, ESP_SCHEME, ESP_HOST, ESP_PORT, string('path', 'path'), ESP_RECONNECT],
    sentence: ([, , host = '', port = '']) => `connected to the broker ${host}:${port}`,
    severity: 'ok',
  }),
  espAt({
    name: '+MQTTDISCONNECTED',
    title: 'Disconnected from the broker',
    meaning: 'The connection is lost or was closed.',
    fields: [ESP_LINK],
    sentence: () => 'disconnected from the broker',
    severity: 'warning',
  }),
  espAt({
    name: '+MQTTSUBRECV',
    title: 'Message received',
    meaning: 'Topic, length and as many bytes on the same line. Read them by count; long messages come in parts.',
    fields: [ESP_LINK, string('topic', 'topic'), SIZE, text('data', 'payload')],
    sentence: ([, topic = '', length = '']) => `a message to ${topic}, payload ${withUnit(length, 'B')}`,
    severity: 'ok',
  }),
  espAt({
    name: '+ERRNO',
    title: 'Error number',
    meaning: 'Error of the network stack, before ERROR.',
    fields: [text('errno', 'error')],
    severity: 'warning',
  }),
  espAt({ name: '+TIME_UPDATED', title: 'Clock set', meaning: 'A time server has answered.', severity: 'ok' }),
  espAt({ name: '+QUITT', title: 'Transparent mode ended', meaning: 'Commands are taken again.' }),
];
