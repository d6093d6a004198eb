import { describe, expect, test } from 'vitest';
import type { LinkInfo } from '../../../model/link.ts';
import { findIn, type MqttSeen, severitiesIn } from '../../capture.testkit.ts';
import { CONNECT_BYTES, CONNECTED, dialogue, PUBLISHING, SOCKET_OPEN, sent } from '../../dialogue.testkit.ts';
import type { Rule } from '../../types.ts';
import { refusedNotAuthorized } from '../mqttConnect/refused.ts';
import { clientIdTakeover } from './clientIdTakeover.ts';
import { keepAlive } from './keepAlive.ts';
import { malformed } from './malformed.ts';
import { neverArrived } from './neverArrived.ts';
import { notConfirmed } from './notConfirmed.ts';
import { timeout } from './timeout.ts';

const text = (words: string): readonly number[] => [
  0,
  words.length,
  ...words.split('').map((char) => char.charCodeAt(0)),
];
const packet = (first: number, ...body: readonly number[]): readonly number[] => [first, body.length, ...body];
const connect = (seconds: number, id: string, link = 2, alive = 60): MqttSeen => ({
  seconds,
  link,
  bytes: packet(0x10, ...text('MQTT'), 4, 2, 0, alive, ...text(id)),
});
const connack = (seconds: number, link = 2): MqttSeen => ({ seconds, link, dir: 'tx', bytes: [0x20, 2, 0, 0] });
const publish = (seconds: number, topic: string, id = 1): MqttSeen => ({
  seconds,
  bytes: packet(0x32, ...text(topic), 0, id, 0x32, 0x31),
});
const puback = (seconds: number, id = 1): MqttSeen => ({ seconds, dir: 'tx', bytes: [0x40, 2, 0, id] });
const close = (seconds: number, link = 2): MqttSeen => ({
  seconds,
  link,
  kind: 'close',
  dir: 'none',
  text: 'gone',
  bytes: [],
});

// CONNECTED dials at 9 s and is connected at 11 s; PUBLISHING ends with the OK of PUB at 21 s.
const SESSION = [connect(10, 'bench-3'), connack(10.5)];
const published = (...rest: readonly string[]): string => dialogue(...CONNECTED, ...PUBLISHING, ...rest);

describe('link.never-arrived', () => {
  const told = published('+CMQTTPUB: 0,0', '@60 > AT', 'OK');
  test.each<readonly [string, string, readonly MqttSeen[], readonly string[]]>([
    ['the modem says yes, the broker got nothing', told, SESSION, ['fault']],
    ['OK alone, and nothing', published('@60 > AT', 'OK'), SESSION, ['fault']],
    ['another topic', told, [...SESSION, publish(21.5, 'dev/4/t')], ['fault']],
    ['it arrived', told, [...SESSION, publish(21.5, 'dev/3/t'), puback(21.6)], []],
    ['another broker was dialled', told, [connect(10, 'someone-else'), connack(10.5)], []],
    ['no broker was watched', told, [], []],
    ['refused by the modem', published('+CMQTTPUB: 0,11'), SESSION, []],
  ])('%s', (_, log, mqtt, expected) => {
    expect(severitiesIn(neverArrived, log, { mqtt })).toEqual(expected);
  });

  test('the next one arrived', () => {
    const log = dialogue(...CONNECTED, ...PUBLISHING, '+CMQTTPUB: 0,0', ...PUBLISHING, '+CMQTTPUB: 0,0');
    expect(severitiesIn(neverArrived, log, { mqtt: [...SESSION, publish(32.5, 'dev/3/t')] })).toEqual(['warning']);
  });

  test('by the address where the client id is not in the capture', () => {
    const log = dialogue(...CONNECTED.slice(8), ...PUBLISHING, '+CMQTTPUB: 0,0');
    const mqtt = [connect(2, 'bench-3'), connack(2.5)];
    expect(severitiesIn(neverArrived, log, { mqtt })).toEqual([]);
    expect(severitiesIn(neverArrived, log, { mqtt, brokerAddresses: ['broker.example:1883'] })).toEqual(['fault']);
  });
});

describe('link.not-confirmed', () => {
  const acked = [...SESSION, publish(21.5, 'dev/3/t'), puback(21.6)];
  test.each<readonly [string, string, readonly MqttSeen[], readonly string[]]>([
    ['acknowledged, never told', published('@60 > AT', 'OK'), acked, ['fault']],
    ['acknowledged, told otherwise', published('@60 +CMQTTPUB: 0,17'), acked, ['fault']],
    ['told', published('+CMQTTPUB: 0,0', '@60 > AT', 'OK'), acked, []],
    ['not acknowledged', published('@60 > AT', 'OK'), acked.slice(0, 3), []],
    ['the capture ends', published(), acked, []],
  ])('%s', (_, log, mqtt, expected) => {
    expect(severitiesIn(notConfirmed, log, { mqtt })).toEqual(expected);
  });
});

describe('mqtt.timeout at the broker', () => {
  const log = published('@60 +CMQTTPUB: 0,17');
  test.each<readonly [string, readonly MqttSeen[], string]>([
    ['not there', SESSION, 'did not arrive at the local broker'],
    ['not acknowledged', [...SESSION, publish(21.5, 'dev/3/t')], 'has not acknowledged it'],
    ['not watched', [], 'was not watched'],
  ])('says where it stopped: %s', (_, mqtt, words) => {
    expect(findIn(timeout, log, { mqtt })[0]?.detail).toContain(words);
  });
  test('acknowledged is another matter', () => {
    expect(severitiesIn(timeout, log, { mqtt: [...SESSION, publish(21.5, 'dev/3/t'), puback(21.6)] })).toEqual([]);
  });
});

describe('MQTT that was seen in the bytes of the UART is not the broker’s side', () => {
  // The firmware speaks through a proxy to this broker: the same client is seen twice.
  const inUart: LinkInfo = {
    ...{ id: 9, lane: 'mqtt', role: 'uart', name: 'bench-3', address: 'ttyUSB2 socket 0', clientId: 'bench-3' },
    ...{ level: 4, openedAt: 0, closedAt: null },
  };
  const onLink = (rows: readonly MqttSeen[]): readonly MqttSeen[] => rows.map((row) => ({ ...row, link: 9 }));
  test.each<readonly [string, Rule, string, readonly MqttSeen[], readonly string[]]>([
    ['no second connection', clientIdTakeover, dialogue(), [...onLink([connect(1, 'x')]), connect(1.2, 'x', 2)], []],
    ['no silence', keepAlive, dialogue(), onLink([connect(1, 'x'), connack(1.1), close(91)]), []],
    [
      'no arrival',
      neverArrived,
      published('+CMQTTPUB: 0,0', '@60 > AT', 'OK'),
      [...SESSION, ...onLink([publish(21.5, 'dev/3/t')])],
      ['fault'],
    ],
    [
      'no acknowledgement',
      notConfirmed,
      published('@60 > AT', 'OK'),
      [...SESSION, ...onLink([publish(21.5, 'dev/3/t'), puback(21.6)])],
      [],
    ],
    [
      'nothing malformed',
      malformed,
      dialogue(),
      onLink([{ seconds: 1, kind: 'malformed', text: 'not MQTT', bytes: [1] }]),
      [],
    ],
    [
      'no refusal',
      refusedNotAuthorized,
      dialogue(),
      onLink([connect(1, 'x'), { seconds: 2, dir: 'tx', bytes: [0x20, 2, 0, 5] }]),
      [],
    ],
  ])('%s', (_, rule, log, mqtt, expected) => {
    expect(severitiesIn(rule, log, { mqtt, links: [inUart] })).toEqual(expected);
  });
});

describe('mqtt.keep-alive', () => {
  test.each<readonly [string, string, readonly MqttSeen[], readonly string[]]>([
    ['the modem’s ping failed', dialogue(...CONNECTED, '+CMQTTPING: 0,6'), [], ['fault']],
    ['a loss after 1.5 times', dialogue(...CONNECTED, '@90 +CMQTTCONNLOST: 0,1'), [], ['fault']],
    [
      'a socket closed after 1.5 times',
      dialogue(...SOCKET_OPEN, ...sent(22, CONNECT_BYTES), '@90 +IPCLOSE: 0,1'),
      [],
      ['fault'],
    ],
    ['seen at the broker', dialogue(), [connect(1, 'x'), connack(1.1), close(91)], ['fault']],
    [
      'connected again',
      dialogue(
        ...CONNECTED,
        '@90 +CMQTTCONNLOST: 0,1',
        '> AT+CMQTTCONNECT=0,"tcp://broker.example",60,1',
        'OK',
        '+CMQTTCONNECT: 0,0',
      ),
      [],
      ['warning'],
    ],
    ['much earlier', dialogue(...CONNECTED, '@30 +CMQTTCONNLOST: 0,1'), [], []],
    ['much later', dialogue(...CONNECTED, '@300 +CMQTTCONNLOST: 0,1'), [], []],
    ['a ping that went well', dialogue(...CONNECTED, '+CMQTTPING: 0,0'), [], []],
    ['said good-bye', dialogue(), [connect(1, 'x'), { seconds: 2, bytes: [0xe0, 0] }, close(92)], []],
    ['no keep-alive', dialogue(), [connect(1, 'x', 2, 0), close(92)], []],
  ])('%s', (_, log, mqtt, expected) => {
    expect(severitiesIn(keepAlive, log, { mqtt })).toEqual(expected);
  });
});

describe('mqtt.client-id-takeover', () => {
  test.each<readonly [string, string, readonly MqttSeen[], readonly string[]]>([
    ['two devices', dialogue(), [connect(1, 'x', 2), connect(5, 'x', 3), close(5.1, 2)], ['warning']],
    [
      'and the board lost its connection',
      dialogue(...CONNECTED, '@20 +CMQTTCONNLOST: 0,1'),
      [connect(10, 'x', 2), connect(30.5, 'x', 3), close(30.6, 2)],
      ['fault'],
    ],
    ['two ids', dialogue(), [connect(1, 'x', 2), connect(5, 'y', 3)], []],
    ['one after the other', dialogue(), [connect(1, 'x', 2), close(4, 2), connect(5, 'x', 3)], []],
    ['without an id', dialogue(), [connect(1, '', 2), connect(5, '', 3)], []],
  ])('%s', (_, log, mqtt, expected) => {
    expect(severitiesIn(clientIdTakeover, log, { mqtt })).toEqual(expected);
  });

  const second = (id: string): string =>
    dialogue(
      ...CONNECTED,
      `> AT+CMQTTACCQ=1,"${id}"`,
      'OK',
      '> AT+CMQTTCONNECT=1,"tcp://broker.example",60,1',
      'OK',
      '+CMQTTCONNECT: 1,0',
      '+CMQTTCONNLOST: 0,1',
    );
  test('both clients of one modem', () => {
    expect(severitiesIn(clientIdTakeover, second('bench-3'))).toEqual(['fault']);
    expect(severitiesIn(clientIdTakeover, second('bench-4'))).toEqual([]);
  });
});

describe('mqtt.malformed', () => {
  const wrong = String.raw`\x10\x15\x00\x04MQTT\x04\x03\x00\x3c\x00\x09bench-033`;
  test.each<readonly [string, string, readonly MqttSeen[], readonly string[]]>([
    [
      'at the broker',
      dialogue(),
      [{ seconds: 1, kind: 'malformed', text: 'a TLS handshake', bytes: [22, 3] }],
      ['fault'],
    ],
    ['wrong flags', dialogue(), [...SESSION, { seconds: 20, bytes: [0x80, 2, 0, 1] }], ['warning']],
    ['through a socket', dialogue(...SOCKET_OPEN, ...sent(23, wrong)), [], ['fault']],
    ['valid, through a socket', dialogue(...SOCKET_OPEN, ...sent(22, CONNECT_BYTES), ...sent(2, '\\xc0\\x00')), [], []],
    ['no MQTT at all', dialogue(...SOCKET_OPEN, ...sent(5, 'hello')), [], []],
    [
      'cut off by the end of the connection',
      dialogue(),
      [{ seconds: 1, kind: 'malformed', text: 'cut off after 4 of 9 bytes', bytes: [0x30, 7, 0, 1] }],
      [],
    ],
    ['a good session', dialogue(), [...SESSION, publish(12, 'dev/3/t'), puback(12.1)], []],
  ])('%s', (_, log, mqtt, expected) => {
    expect(severitiesIn(malformed, log, { mqtt })).toEqual(expected);
  });
});
