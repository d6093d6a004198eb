import { describe, expect, test } from 'vitest';
import { findIn, severitiesIn } from '../../capture.testkit.ts';
import {
  CONNECT_BYTES,
  CONNECTED,
  DIAL,
  dialogue,
  PUBLISHING,
  REGISTERED,
  SOCKET_OPEN,
  STARTED,
  SUBSCRIBED,
  sent,
} from '../../dialogue.testkit.ts';
import { invalidParameter } from './invalidParameter.ts';
import { okIsNotSuccess } from './okIsNotSuccess.ts';
import { order } from './order.ts';
import * as refused from './refused.ts';
import { uriScheme } from './uriScheme.ts';

type Cases = readonly (readonly [string, readonly string[], readonly string[]])[];

const START = ['> AT+CMQTTSTART', '+CMQTTSTART: 0|OK'];
const TOPIC_11 = ['> AT+CMQTTTOPIC=0,4', '+CMQTTTOPIC: 0,11|ERROR'];

describe('mqtt.ok-is-not-success', () => {
  test.each<Cases[number]>([
    [
      'went on before the result',
      [...STARTED, ...DIAL, '> AT+CMQTTTOPIC=0,4', '+CMQTTTOPIC: 0,14|ERROR', '+CMQTTCONNECT: 0,0'],
      ['fault'],
    ],
    ['the result never came', [...STARTED, ...DIAL, ...TOPIC_11], ['fault']],
    ['the result was a failure', [...STARTED, ...DIAL, '+CMQTTCONNECT: 0,3', ...TOPIC_11], ['fault']],
    [
      'two commands: one finding',
      [...STARTED, ...DIAL, ...TOPIC_11, '> AT+CMQTTPUB=0,1,60', '+CMQTTPUB: 0,11|ERROR'],
      ['fault'],
    ],
    [
      'a socket',
      ['> AT+CIPOPEN=0,"TCP","broker.example",1883', 'OK', '> AT+CIPSEND=0,4', '+CIPERROR: 4|ERROR'],
      ['fault'],
    ],
    ['it went well later', [...STARTED, ...DIAL, ...TOPIC_11, '+CMQTTCONNECT: 0,0', ...SUBSCRIBED], ['warning']],
    ['awaited', [...CONNECTED, ...PUBLISHING, '+CMQTTPUB: 0,0'], []],
    ['lost long after', [...CONNECTED, '@90 +CMQTTCONNLOST: 0,1', ...TOPIC_11], []],
    ['a question in between', [...STARTED, ...DIAL, '> AT+CSQ', '+CSQ: 20,99|OK', '+CMQTTCONNECT: 0,0'], []],
    ['the modem restarted in between', [...STARTED, ...DIAL, 'RDY', ...TOPIC_11], []],
  ])('%s', (_, lines, expected) => {
    expect(severitiesIn(okIsNotSuccess, dialogue(...lines))).toEqual(expected);
  });

  test('the password stays hidden', () => {
    const text = dialogue(
      ...STARTED,
      '> AT+CMQTTCONNECT=0,"tcp://broker.example:1883",60,1,"u","hunter2"',
      'OK',
      ...TOPIC_11,
    );
    expect(JSON.stringify(findIn(okIsNotSuccess, text))).not.toContain('hunter2');
  });
});

describe('mqtt.order', () => {
  test.each<Cases[number]>([
    ['ACCQ before START', ['> AT+CMQTTACCQ=0,"x"', '+CMQTTACCQ: 0,9|ERROR'], ['fault']],
    ['ACCQ before START, set right', ['> AT+CMQTTACCQ=0,"x"', 'ERROR', ...CONNECTED], ['warning']],
    [
      'CONNECT before ACCQ',
      [...START, '> AT+CMQTTCONNECT=0,"tcp://broker.example",60,1', '+CMQTTCONNECT: 0,20|ERROR'],
      ['fault'],
    ],
    ['TOPIC before CONNECT', [...STARTED, ...TOPIC_11], ['fault']],
    ['REL before DISC', [...CONNECTED, '> AT+CMQTTREL=0', '+CMQTTREL: 0,14|ERROR'], ['fault']],
    ['STOP before REL', [...STARTED, '> AT+CMQTTSTOP', '+CMQTTSTOP: 21|ERROR'], ['fault']],
    [
      'STOP before REL, then in order',
      [
        ...STARTED,
        '> AT+CMQTTSTOP',
        '+CMQTTSTOP: 21|ERROR',
        '> AT+CMQTTREL=0',
        'OK',
        '> AT+CMQTTSTOP',
        '+CMQTTSTOP: 0|OK',
      ],
      ['warning'],
    ],
    ['tidying up what is not there', ['> AT+CMQTTREL=0', '+CMQTTREL: 0,20|ERROR', ...CONNECTED], []],
    ['ACCQ that is acquired already', [...START, '> AT+CMQTTACCQ=0,"x"', '+CMQTTACCQ: 0,19|ERROR'], []],
    ['the modem’s side alone', ['+CMQTTCONNECT: 0,20', 'ERROR'], ['fault']],
    ['tidying up, the modem’s side alone', ['+CMQTTREL: 0,20', 'ERROR'], []],
    ['a capture that begins in the middle', TOPIC_11, []],
    [
      'in order',
      [
        ...CONNECTED,
        '> AT+CMQTTDISC=0,60',
        'OK',
        '+CMQTTDISC: 0,0',
        '> AT+CMQTTREL=0',
        'OK',
        '> AT+CMQTTSTOP',
        '+CMQTTSTOP: 0|OK',
      ],
      [],
    ],
  ])('%s', (_, lines, expected) => {
    expect(severitiesIn(order, dialogue(...lines))).toEqual(expected);
  });
});

describe('mqtt.uri-scheme', () => {
  const dial = (address: string): string => `> AT+CMQTTCONNECT=0,"${address}",60,1`;
  test.each<Cases[number]>([
    ['no scheme', [...STARTED, dial('broker.example:1883'), '+CMQTTCONNECT: 0,12|ERROR'], ['fault']],
    ['ssl://', [...STARTED, dial('ssl://broker.example:8883'), '+CMQTTCONNECT: 0,12|ERROR'], ['fault']],
    ['bare ERROR', [...STARTED, dial('broker.example'), 'ERROR'], ['fault']],
    ['no answer yet', [...STARTED, dial('broker.example')], ['warning']],
    ['set right', [...STARTED, dial('broker.example'), 'ERROR', ...DIAL, '+CMQTTCONNECT: 0,0'], ['warning']],
    ['tcp://', [...STARTED, dial('tcp://broker.example'), '+CMQTTCONNECT: 0,12|ERROR'], []],
    ['TCP:// in capitals', [...STARTED, dial('TCP://broker.example'), 'OK'], []],
  ])('%s', (_, lines, expected) => {
    expect(severitiesIn(uriScheme, dialogue(...lines))).toEqual(expected);
  });
});

describe('mqtt.invalid-parameter', () => {
  test('names the parameter', () => {
    const [found] = findIn(
      invalidParameter,
      dialogue(...STARTED, '> AT+CMQTTCONNECT=0,"tcp://broker.example:1883",0,1', '+CMQTTCONNECT: 0,12|ERROR'),
    );
    expect(found?.severity).toBe('fault');
    expect(found?.detail).toContain('keepalive_time');
    expect(found?.advice).toContain('AT+CMQTTCONNECT=<client_index>');
  });

  test.each<Cases[number]>([
    [
      'nothing wrong that can be seen',
      [...STARTED, '> AT+CMQTTCONNECT=0,"tcp://broker.example",60,1', '+CMQTTCONNECT: 0,12|ERROR'],
      ['fault'],
    ],
    [
      'of a PUB, and later published',
      [...CONNECTED, '> AT+CMQTTPUB=0,7,60', '+CMQTTPUB: 0,12|ERROR', ...SUBSCRIBED],
      ['warning'],
    ],
    ['another code', [...STARTED, ...DIAL, '+CMQTTCONNECT: 0,3'], []],
    ['12 as a length', [...CONNECTED, '> AT+CIPRXGET=4,0', '+CIPRXGET: 4,0,12|OK'], []],
  ])('%s', (_, lines, expected) => {
    expect(severitiesIn(invalidParameter, dialogue(...lines))).toEqual(expected);
  });

  test('the password stays hidden', () => {
    const text = dialogue(
      ...STARTED,
      '> AT+CMQTTCONNECT=0,"tcp://broker.example",60,7,"u","hunter2"',
      '+CMQTTCONNECT: 0,12|ERROR',
    );
    expect(JSON.stringify(findIn(invalidParameter, text))).not.toContain('hunter2');
  });
});

describe('mqtt.refused-*', () => {
  const rules = [
    refused.refusedVersion,
    refused.refusedClientId,
    refused.refusedUnavailable,
    refused.refusedCredentials,
    refused.refusedNotAuthorized,
  ];
  const connack = (code: number) => ({ seconds: 9.5, dir: 'tx', bytes: [0x20, 2, 0, code] }) as const;

  test.each(rules.map((rule, i) => [rule.id, rule, i + 1] as const))('%s', (_, rule, code) => {
    const told = dialogue(...STARTED, ...DIAL, `+CMQTTCONNECT: 0,${26 + code}`);
    for (const each of rules) expect(severitiesIn(each, told)).toEqual(each === rule ? ['fault'] : []);
    expect(severitiesIn(rule, `${dialogue()}`, { mqtt: [connack(code)] })).toEqual(['fault']);
    const both = findIn(rule, told, { mqtt: [connack(code)] });
    expect(both.map(({ rows }) => rows.length)).toEqual([3]);
    const raw = dialogue(...SOCKET_OPEN, ...sent(22, CONNECT_BYTES), `+CIPRXGET: 1,0`);
    const bytes = `${raw}99.000 RX \\r\\n+IPD4\\r\\n\\x20\\x02\\x00\\x0${code}\n`;
    expect(severitiesIn(rule, bytes)).toEqual(['fault']);
  });

  test('in MQTT 5.0', () => {
    const mqtt = [{ seconds: 1, dir: 'tx', level: 5, bytes: [0x20, 3, 0, 0x87, 0] }] as const;
    expect(severitiesIn(refused.refusedNotAuthorized, dialogue(), { mqtt })).toEqual(['fault']);
    expect(severitiesIn(refused.refusedCredentials, dialogue(), { mqtt })).toEqual([]);
  });

  test('let in afterwards', () => {
    const text = dialogue(...STARTED, ...DIAL, '+CMQTTCONNECT: 0,30', ...DIAL, '+CMQTTCONNECT: 0,0');
    expect(severitiesIn(refused.refusedCredentials, text)).toEqual(['warning']);
  });

  test('says who asked, and never the password', () => {
    const text = dialogue(
      ...STARTED,
      '> AT+CMQTTCONNECT=0,"tcp://broker.example:1883",60,1,"meter","hunter2"',
      'OK',
      '+CMQTTCONNECT: 0,30',
    );
    const [found] = findIn(refused.refusedCredentials, text);
    expect(found?.detail).toContain('user name "meter" and a password');
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  test('a client of the bench itself is not the device', () => {
    const links = [
      {
        id: 2,
        lane: 'mqtt',
        role: 'console',
        name: 'c',
        address: '',
        clientId: 'c',
        level: 4,
        openedAt: 0,
        closedAt: null,
      },
    ] as const;
    expect(severitiesIn(refused.refusedCredentials, dialogue(...REGISTERED), { links, mqtt: [connack(4)] })).toEqual(
      [],
    );
  });
});
