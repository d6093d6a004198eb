import type { Packet } from 'mqtt-packet';
import { expect, it } from 'vitest';
import { publishAnswer, serverLimitTrouble, subscribeAnswer, unsubscribeAnswer } from './brokerAnswers.ts';

const LOST = new Error('Connection closed');

it.each<[string, Error | undefined, Packet | undefined, string]>([
  ['QoS 0: written', undefined, undefined, 'ok'],
  ['3.1.1 PUBACK', undefined, { cmd: 'puback', messageId: 1 }, 'ok'],
  ['no matching subscribers', undefined, { cmd: 'puback', messageId: 1, reasonCode: 0x10 }, 'ok'],
  ['not authorized', LOST, { cmd: 'puback', messageId: 1, reasonCode: 0x87 }, 'refused'],
  ['a code PUBREC may not carry', LOST, { cmd: 'pubrec', messageId: 1, reasonCode: 0xfe }, 'refused'],
  ['PUBCOMP for an unknown id', undefined, { cmd: 'pubcomp', messageId: 1, reasonCode: 0x92 }, 'ok'],
  ['the connection ended', LOST, undefined, 'failed'],
])('publish: %s', (_name, error, packet, code) => {
  const result = publishAnswer(error, packet);
  expect(result.ok ? 'ok' : result.error.code).toBe(code);
});

it.each<[string, Error | null, number[] | undefined, number, unknown]>([
  ['all granted', null, [0, 1, 2], 3, [0, 1, 2]],
  ['one refused: mqtt.js calls that an error', new Error('Subscribe error'), [1, 0x80], 2, [1, 0x80]],
  ['too few codes', new Error('Protocol error'), [0], 2, 'Protocol error.'],
  ['too few codes, silently', null, [0], 2, 'The broker answered the subscription with the wrong number of codes.'],
  ['the connection ended', LOST, undefined, 1, 'Connection closed.'],
])('subscribe: %s', (_name, error, granted, count, expected) => {
  const packet = granted && ({ cmd: 'suback', messageId: 1, granted } as const);
  const result = subscribeAnswer(error, packet, count);
  expect(result.ok ? result.value : result.error.message).toEqual(expected);
});

it.each<[string, Error | undefined, Packet | undefined, string]>([
  ['3.1.1', undefined, { cmd: 'unsuback', messageId: 1, granted: [] }, ''],
  ['no subscription existed', undefined, { cmd: 'unsuback', messageId: 1, granted: [0x11] }, ''],
  ['not authorized', undefined, { cmd: 'unsuback', messageId: 1, granted: [0, 0x87] }, 'not authorized (0x87)'],
  ['the connection ended', LOST, undefined, 'Connection closed'],
])('unsubscribe: %s', (_name, error, packet, words) => {
  const result = unsubscribeAnswer(error, packet);
  expect(result.ok).toBe(words === '');
  expect(result.ok ? '' : result.error.message).toContain(words);
});

// 5.0 sections 3.2.2.3.4 (Maximum QoS), 3.2.2.3.5 (Retain Available), 3.2.2.3.6 (Maximum Packet Size).
it.each([
  ['a broker that names no limits', undefined, ''],
  ['limits that suffice', { maximumQoS: 1, retainAvailable: true, maximumPacketSize: 25 }, ''],
  ['QoS', { maximumQoS: 0 }, 'up to QoS 0'],
  ['retain', { retainAvailable: false }, 'retained'],
  ['size', { maximumPacketSize: 24 }, 'about 25'],
])('limits: %s', (_name, limits, words) => {
  const trouble = serverLimitTrouble(limits, { topicBytes: 5, payloadBytes: 10, qos: 1, retain: true });
  expect(trouble === '' ? '' : trouble).toContain(words);
  expect(trouble === '').toBe(words === '');
});
