import { describe, expect, test } from 'vitest';
import { findIn, severitiesIn } from '../../capture.testkit.ts';
import {
  CONNECTED,
  DIAL,
  dialogue,
  PUBLISHING,
  SOCKET_OPEN,
  STARTED,
  SUBSCRIBED,
  sent,
} from '../../dialogue.testkit.ts';
import { brokerHungUp } from './brokerHungUp.ts';
import { clientBusy } from './clientBusy.ts';
import { connectionLost } from './connectionLost.ts';
import { length } from './length.ts';
import { timeout } from './timeout.ts';
import { topicEmpty } from './topicEmpty.ts';

type Case = readonly [string, readonly string[], readonly string[]];

const AGAIN = [...DIAL, '+CMQTTCONNECT: 0,0'];
const PUBLISHED = [...PUBLISHING, '+CMQTTPUB: 0,0'];

describe('mqtt.broker-hung-up', () => {
  test.each<Case>([
    ['on a SUBSCRIBE', [...CONNECTED, '> AT+CMQTTSUB=0', 'OK', '+CMQTTSUB: 0,6|+CMQTTCONNLOST: 0,1'], ['fault']],
    ['before the OK', [...CONNECTED, '> AT+CMQTTSUB=0', '+CMQTTSUB: 0,6|+CMQTTCONNLOST: 0,1|OK'], ['fault']],
    ['on a PUBLISH', [...CONNECTED, ...PUBLISHING, '+CMQTTPUB: 0,6', '+CMQTTCONNLOST: 0,1'], ['fault']],
    [
      'and published later',
      [...CONNECTED, ...PUBLISHING, '+CMQTTPUB: 0,6', '+CMQTTCONNLOST: 0,1', ...AGAIN, ...PUBLISHED],
      ['warning'],
    ],
    [
      'connected again, and nothing more',
      [...CONNECTED, ...PUBLISHING, '+CMQTTPUB: 0,6', '+CMQTTCONNLOST: 0,1', ...AGAIN],
      ['fault'],
    ],
    ['the network went', [...CONNECTED, ...PUBLISHING, '+CMQTTPUB: 0,6', '+CMQTTCONNLOST: 0,3'], []],
    ['a timeout', [...CONNECTED, ...PUBLISHING, '+CMQTTPUB: 0,17'], []],
    ['a loss without it', [...CONNECTED, '+CMQTTCONNLOST: 0,1'], []],
  ])('%s', (_, lines, expected) => {
    expect(severitiesIn(brokerHungUp, dialogue(...lines))).toEqual(expected);
  });

  test('names a topic filter that is not valid', () => {
    const text = dialogue(
      ...CONNECTED,
      '> AT+CMQTTSUB=0,9,1',
      '>',
      '>> secret/##',
      '+CMQTTSUB: 0,6|+CMQTTCONNLOST: 0,1|OK',
    );
    const [found] = findIn(brokerHungUp, text);
    expect(found?.detail).toContain('"secret/##", which is not valid');
    expect(found?.rows.length).toBe(3);
  });

  test('what the local broker noted', () => {
    const text = dialogue(...CONNECTED, ...PUBLISHING, '+CMQTTPUB: 0,6|+CMQTTCONNLOST: 0,1');
    const mqtt = [{ seconds: 22, kind: 'close', dir: 'none', text: 'payload too large', bytes: [] }] as const;
    expect(findIn(brokerHungUp, text, { mqtt })[0]?.detail).toContain('The local broker noted: payload too large.');
  });
});

describe('mqtt.client-busy', () => {
  test.each<Case>([
    ['after PUB', [...CONNECTED, ...PUBLISHING, '> AT+CMQTTTOPIC=0,4', '+CMQTTTOPIC: 0,14|ERROR'], ['fault']],
    ['REL without DISC', [...CONNECTED, '> AT+CMQTTREL=0', '+CMQTTREL: 0,14|ERROR'], ['fault']],
    [
      'the PUB it came too early for went well',
      [...CONNECTED, ...PUBLISHING, '> AT+CMQTTTOPIC=0,4', '+CMQTTTOPIC: 0,14|ERROR', '+CMQTTPUB: 0,0'],
      ['fault'],
    ],
    [
      'sent again and published',
      [...CONNECTED, ...PUBLISHING, '> AT+CMQTTTOPIC=0,4', '+CMQTTTOPIC: 0,14|ERROR', '+CMQTTPUB: 0,0', ...PUBLISHED],
      ['warning'],
    ],
    [
      'REL without DISC, then in order',
      [
        ...CONNECTED,
        '> AT+CMQTTREL=0',
        '+CMQTTREL: 0,14|ERROR',
        '> AT+CMQTTDISC=0,60',
        'OK',
        '+CMQTTDISC: 0,0',
        '> AT+CMQTTREL=0',
        'OK',
      ],
      ['warning'],
    ],
    ['code 11', [...STARTED, '> AT+CMQTTTOPIC=0,4', '+CMQTTTOPIC: 0,11|ERROR'], []],
    ['a topic of 14 bytes', ['+CMQTTRXTOPIC: 0,14'], []],
    ['awaited', [...CONNECTED, ...PUBLISHED], []],
  ])('%s', (_, lines, expected) => {
    expect(severitiesIn(clientBusy, dialogue(...lines))).toEqual(expected);
  });

  test('names the command that still runs', () => {
    const text = dialogue(...CONNECTED, ...PUBLISHING, '> AT+CMQTTTOPIC=0,4', '+CMQTTTOPIC: 0,14|ERROR');
    expect(findIn(clientBusy, text)[0]?.detail).toContain('AT+CMQTTPUB=0,1,60 had no result yet');
  });
});

describe('mqtt.topic-empty', () => {
  test.each<Case>([
    ['a second PUB', [...CONNECTED, ...PUBLISHED, '> AT+CMQTTPUB=0,1,60', '+CMQTTPUB: 0,18|ERROR'], ['fault']],
    ['set right', [...CONNECTED, '> AT+CMQTTPUB=0,1,60', '+CMQTTPUB: 0,18|ERROR', ...PUBLISHED], ['warning']],
    ['a topic each time', [...CONNECTED, ...PUBLISHED, ...PUBLISHED], []],
  ])('%s', (_, lines, expected) => {
    expect(severitiesIn(topicEmpty, dialogue(...lines))).toEqual(expected);
  });
});

describe('mqtt.length', () => {
  const topic = (declared: number, bytes: string, ...rest: readonly string[]): readonly string[] => [
    ...CONNECTED,
    `> AT+CMQTTTOPIC=0,${declared}`,
    '>',
    `>> ${bytes}`,
    ...rest,
  ];
  test.each<Case>([
    ['out of range', [...CONNECTED, '> AT+CMQTTTOPIC=0,1500', '+CMQTTTOPIC: 0,22|ERROR'], ['fault']],
    ['characters in place of bytes', topic(5, 'caf\\xc3\\xa9s', 'OK'), ['warning']],
    [
      'characters in place of bytes, and the next command behind',
      topic(5, 'caf\\xc3\\xa9sAT+CSQ\\r', 'OK'),
      ['warning'],
    ],
    ['fewer bytes than declared', topic(9, 'plan', '@5 > AT+CSQ', 'OK'), ['warning']],
    ['more bytes than declared', topic(4, 'planet', 'OK|ERROR'), ['warning']],
    ['a line end behind the data', topic(4, 'plan\\r\\n', 'OK'), []],
    ['a command soon after', topic(4, 'plan', 'OK', '> AT+CSQ', '+CSQ: 20,99|OK'), []],
    ['the terminating zero along with it', topic(5, 'plan\\x00', 'OK'), ['warning']],
    ['bytes', topic(6, 'caf\\xc3\\xa9s', 'OK'), []],
    ['plain letters', topic(4, 'plan', 'OK'), []],
    ['22 of another service', [...SOCKET_OPEN, '> AT+NETOPEN', '+IP ERROR: 22|ERROR'], []],
  ])('%s', (_, lines, expected) => {
    expect(severitiesIn(length, dialogue(...lines))).toEqual(expected);
  });
});

describe('mqtt.timeout', () => {
  test.each<Case>([
    ['of a PUB', [...CONNECTED, ...PUBLISHING, '@60 +CMQTTPUB: 0,17'], ['fault']],
    ['of a SUB', [...CONNECTED, '> AT+CMQTTSUB=0', 'OK', '@60 +CMQTTSUB: 0,17'], ['fault']],
    ['no result at all', [...CONNECTED, ...PUBLISHING, '@300 > AT', 'OK'], ['fault']],
    ['then it went well', [...CONNECTED, ...PUBLISHING, '@60 +CMQTTPUB: 0,17', ...PUBLISHED], ['warning']],
    ['no result yet', [...CONNECTED, ...PUBLISHING, '@30 > AT', 'OK'], []],
    [
      'disconnected in between',
      [...CONNECTED, ...PUBLISHING, '> AT+CMQTTDISC=0,60', 'OK', '+CMQTTDISC: 0,0', '@300 > AT', 'OK'],
      [],
    ],
    ['the modem’s side alone', ['+CMQTTPUB: 0,17'], ['fault']],
    ['late, but there', [...CONNECTED, ...PUBLISHING, '@59 +CMQTTPUB: 0,0'], []],
  ])('%s', (_, lines, expected) => {
    expect(severitiesIn(timeout, dialogue(...lines))).toEqual(expected);
  });
});

describe('mqtt.connection-lost', () => {
  test.each<Case>([
    ['closed', [...CONNECTED, '@20 +CMQTTCONNLOST: 0,1'], ['fault']],
    ['reset', [...CONNECTED, '@20 +CMQTTCONNLOST: 0,2'], ['fault']],
    ['the modem’s side alone', ['+CMQTTCONNLOST: 0,1'], ['fault']],
    ['connected again', [...CONNECTED, '@20 +CMQTTCONNLOST: 0,1', ...AGAIN], ['warning']],
    ['the network went', [...CONNECTED, '@20 +CMQTTCONNLOST: 0,3'], []],
    ['the broker hung up on a PUBLISH', [...CONNECTED, ...PUBLISHING, '+CMQTTPUB: 0,6|+CMQTTCONNLOST: 0,1'], []],
    ['after the keep-alive', [...CONNECTED, '@90 +CMQTTCONNLOST: 0,1'], []],
    ['disconnected on purpose', [...CONNECTED, ...SUBSCRIBED, '> AT+CMQTTDISC=0,60', 'OK', '+CMQTTCONNLOST: 0,1'], []],
    ['after a question', [...CONNECTED, '> AT+CMQTTDISC?', '+CMQTTDISC: 0,0|OK', '+CMQTTCONNLOST: 0,1'], ['fault']],
    ['disconnected, the modem’s side alone', ['+CMQTTDISC: 0,0', '+CMQTTCONNLOST: 0,1'], []],
    ['its result came behind, the modem’s side alone', ['+CMQTTCONNLOST: 0,1|+CMQTTDISC: 0,0'], []],
    ['tidied up later, the modem’s side alone', ['+CMQTTCONNLOST: 0,1', '@3 +CMQTTDISC: 0,0'], ['fault']],
    ['a restart', [...CONNECTED, '+CMQTTCONNLOST: 0,1', '@5 RDY'], []],
    ['of a socket', [...SOCKET_OPEN, ...sent(5, 'hello'), '+IPCLOSE: 0,1'], []],
  ])('%s', (_, lines, expected) => {
    expect(severitiesIn(connectionLost, dialogue(...lines))).toEqual(expected);
  });

  test('says how long after the last command', () => {
    const [found] = findIn(connectionLost, dialogue(...CONNECTED, ...PUBLISHED, '@20 +CMQTTCONNLOST: 0,1'));
    expect(found?.detail).toContain('22 s after AT+CMQTTPUB');
  });
});
