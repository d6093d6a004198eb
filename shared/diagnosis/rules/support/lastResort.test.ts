import { describe, expect, test } from 'vitest';
import { captureFromText } from '../../capture.testkit.ts';
import { diagnose } from '../../diagnose.ts';
import {
  CONNECTED,
  DIAL,
  dialogue,
  NET_OPEN,
  PUBLISHING,
  REGISTERED,
  SOCKET_OPEN,
  STARTED,
} from '../../dialogue.testkit.ts';

const OPEN = '> AT+CIPOPEN=0,"TCP","broker.example",1883';
const SEND = ['> AT+CIPSEND=0,5', '>', '>> hello', 'OK'];
const HTTP = ['> AT+HTTPINIT', 'OK', '> AT+HTTPPARA="URL","http://api.example/v1"', 'OK', '> AT+HTTPACTION=0', 'OK'];

const diagnosed = (lines: readonly string[]) => diagnose(captureFromText(dialogue(...lines)));

describe('failures that no other rule knows', () => {
  test.each<readonly [string, readonly string[], string]>([
    ['a socket that cannot be made (11.6: 5)', [...NET_OPEN, OPEN, 'OK', '+CIPOPEN: 0,5'], 'tcp.failed'],
    ['a send without room', [...SOCKET_OPEN, ...SEND, '+CIPSEND: 0,5,0'], 'tcp.failed'],
    ['a send into nothing', [...SOCKET_OPEN, ...SEND, '+CIPSEND: 0,5,-1'], 'tcp.failed'],
    ['TLS sockets (10.3: 5)', ['> AT+CCHOPEN=0,"api.example",443', 'OK', '+CCHOPEN: 0,5'], 'tcp.failed'],
    ['HTTP (13.3: 705)', [...HTTP, '+HTTPACTION: 0,705,0'], 'tcp.failed'],
    ['a service', [...REGISTERED, '> AT+HTTPINIT', 'ERROR'], 'socket.failed'],
    ['a CONNECT (16.3.1: 15)', [...STARTED, ...DIAL, '+CMQTTCONNECT: 0,15'], 'mqtt.connect-failed'],
    ['a CONNECT of a new client (16.3.1: 13)', [...STARTED, ...DIAL, '+CMQTTCONNECT: 0,13'], 'mqtt.connect-failed'],
    ['a PUB (16.3.1: 16)', [...CONNECTED, ...PUBLISHING, '+CMQTTPUB: 0,16'], 'mqtt.command-failed'],
    ['the modem’s side alone', ['+CMQTTPUB: 0,16'], 'mqtt.command-failed'],
    // The rule that knows it goes first.
    ['a network that cannot be opened (16.3.1: 7)', [...STARTED, ...DIAL, '+CMQTTCONNECT: 0,7'], 'pdp.failed'],
    ['a name', [...NET_OPEN, OPEN, 'OK', '+CIPOPEN: 0,11'], 'tcp.dns'],
    [
      'a refusal, and a socket',
      [...SOCKET_OPEN, ...SEND, '+CIPSEND: 0,5,0', ...STARTED, ...DIAL, '+CMQTTCONNECT: 0,30'],
      'mqtt.refused-credentials',
    ],
    ['an HTTP status', [...HTTP, '+HTTPACTION: 0,404,9'], 'ok'],
    ['mended', [...NET_OPEN, OPEN, 'OK', '+CIPOPEN: 0,5', OPEN, 'OK', '+CIPOPEN: 0,0'], 'ok'],
    ['tidying up', [...REGISTERED, '> AT+CIPCLOSE=0', '+CIPCLOSE: 0,4|ERROR'], 'ok'],
  ])('%s', (_, lines, rule) => {
    expect(diagnosed(lines).verdict.rule).toBe(rule);
  });

  test('say what the code means', () => {
    const [found] = diagnosed([...NET_OPEN, OPEN, 'OK', '+CIPOPEN: 0,5']).findings;
    expect(found?.detail).toContain('+CIPOPEN: 0,5: failed to create socket.');
  });

  test('say what the manual has against the command', () => {
    const [found] = diagnosed([...CONNECTED, '> AT+CMQTTSUB=0,"unit/cmd",1', 'ERROR']).findings;
    expect(found?.detail).toMatch(/was answered ERROR\. .*is not a number/);
  });

  test('are what follows where something else explains them', () => {
    const { findings } = diagnosed([
      ...CONNECTED,
      '+CMQTTCONNLOST: 0,1',
      '> AT+CMQTTTOPIC=0,4',
      '+CMQTTTOPIC: 0,11|ERROR',
    ]);
    expect(findings.map(({ rule, consequenceOf }) => [rule, consequenceOf])).toEqual([
      ['mqtt.connection-lost', undefined],
      ['mqtt.command-failed', 'mqtt.connection-lost'],
    ]);
  });

  test('are not told twice', () => {
    const { findings } = diagnosed([...STARTED, ...DIAL, '+CMQTTCONNECT: 0,3']);
    expect(findings.map(({ rule }) => rule)).toEqual(['tcp.connect-failed']);
  });
});
