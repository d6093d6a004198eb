import { expect, test } from 'vitest';
import { captureFromText, exchanges } from '../../capture.testkit.ts';
import { CONNECT_BYTES, dialogue, SOCKET_OPEN, sent } from '../../dialogue.testkit.ts';
import { progressOf } from './progress.ts';

const CAPTURE = captureFromText(
  exchanges(
    ['AT', 'OK'],
    ['AT+CEREG?', '+CEREG: 0,1', 'OK'],
    ['AT+NETOPEN', 'ERROR'],
    ['AT+CSQ', '+CSQ: 20,99', 'OK'],
    ['AT+NETOPEN', 'OK', '+NETOPEN: 0'],
  ),
);
const S = 1_000_000;

test('tells what had worked before a moment', () => {
  const progress = progressOf(CAPTURE);
  expect([0, 1, 2, 3, 4, 5].map((second) => progress.before(second * S))).toEqual([
    'power',
    'at',
    'registration',
    'registration',
    'registration',
    'socket',
  ]);
});

test('tells what worked from a moment on', () => {
  const progress = progressOf(CAPTURE);
  expect(progress.after('socket', 2 * S)).toBe(true);
  expect(progress.after('tcp', 2 * S)).toBe(false);
  expect(progress.after('at', 5 * S)).toBe(false);
});

test('tells whether as much worked again as before', () => {
  const progress = progressOf(CAPTURE);
  expect(progress.regained(2 * S, 'sim')).toBe(true);
  expect(progress.regained(2 * S, 'tcp')).toBe(false);
  expect(progress.regained(5 * S, 'at')).toBe(false);
});

test.each([
  ['20020000', 'mqtt-connect'],
  ['20020005', 'tcp'],
  ['d000', 'mqtt-connect'],
  ['9003000201', 'mqtt-session'],
  ['9003000280', 'mqtt-connect'],
  ['40020001', 'mqtt-session'],
  ['30050001616869', 'mqtt-session'],
  ['30050009616869', 'tcp'],
])('an answer of the broker in a socket counts: %s', (hex, layer) => {
  const text = dialogue(
    ...SOCKET_OPEN,
    ...sent(22, CONNECT_BYTES),
    '> AT+CIPRXGET=3,0,100',
    `+CIPRXGET: 3,0,${hex.length / 2},0\\r\\n${hex}|OK`,
  );
  expect(progressOf(captureFromText(text)).before(1000 * S)).toBe(layer);
});

test.each([
  [['', '+NETOPEN: 0'], 'socket'],
  [['', '+NETOPEN: 0', 'OK'], 'uart'],
  [['', 'OK', '+CIPOPEN: 0,0'], 'tcp'],
  [['', '+CMQTTCONNECT: 0,0'], 'mqtt-connect'],
  [['', '+CMQTTCONNECT: 0,3'], 'uart'],
  [['', '+CMQTTPUB: 0,0'], 'mqtt-session'],
] as const)('with the modem side alone, its results count: %j', (said, layer) => {
  expect(progressOf(captureFromText(exchanges(said))).before(9 * S)).toBe(layer);
});

test('an empty capture has none', () => {
  const progress = progressOf(captureFromText(''));
  expect([progress.before(S), progress.after('power', 0), progress.regained(0, 'at')]).toEqual(['power', false, false]);
});
